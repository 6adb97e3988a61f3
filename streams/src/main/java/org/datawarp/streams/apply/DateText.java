package org.datawarp.streams.apply;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates as publishers write them: {@code 2025-03-31}, {@code 31/03/2025} (day first), {@code 20250331},
 * {@code 31MAR2025}, {@code 31 March 2025}, {@code 31-Mar-25}. Without a month name, the year must have four digits:
 * which of three pairs of digits is the year would be a guess.
 */
public final class DateText {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String[] MONTH_NAMES = {
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december"
    };
    private static final int SHORTEST_MONTH = 3;
    private static final int COMPACT_DIGITS = 8;

    /** {@code 4May25}. */
    private static final int SHORTEST = 6;

    private static final int YEAR_DIGITS = 4;
    private static final int FIRST_YEAR = 1000;
    private static final int PIVOT = 70;

    private DateText() {}

    /** @return null when the text has none of the usual forms, or names a day that is not in the calendar */
    public static @Nullable LocalDate parse(String text) {
        if (text.length() < SHORTEST || text.length() > "Wednesday 30th September 2025".length()) {
            return null;
        }
        int first = endOfDigits(text, 0);
        if (first == COMPACT_DIGITS && first == text.length()) {
            return day(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
        }
        return first == 0 ? null : inThreeParts(text, first);
    }

    private static @Nullable LocalDate inThreeParts(String text, int first) {
        int second = skipSeparator(text, skipOrdinal(text, first));
        int secondEnd = endOfPart(text, second);
        int third = skipSeparator(text, secondEnd);
        int thirdEnd = endOfDigits(text, third);
        boolean whole = secondEnd > second && thirdEnd > third && thirdEnd == text.length();
        if (!whole || first > YEAR_DIGITS || thirdEnd - third > YEAR_DIGITS) {
            return null;
        }
        int month = month(text, second, secondEnd);
        int one = number(text, 0, first);
        int other = number(text, third, thirdEnd);
        if (first == YEAR_DIGITS && thirdEnd - third <= 2) {
            return day(one, month, other);
        }
        if (first > 2) {
            return null;
        }
        boolean twoDigits = thirdEnd - third == 2 && isLetter(text.charAt(second));
        return thirdEnd - third == YEAR_DIGITS || twoDigits
                ? day(twoDigits ? century(other) : other, month, one)
                : null;
    }

    /** The year of this century or, from 70 on, of the last. */
    private static int century(int twoDigits) {
        return twoDigits < PIVOT ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** @param month 0 when it is none */
    private static @Nullable LocalDate day(int year, int month, int day) {
        boolean real = year >= FIRST_YEAR
                && month >= 1
                && month <= MONTH_NAMES.length
                && day >= 1
                && YearMonth.of(year, month).isValidDay(day);
        return real ? LocalDate.of(year, month, day) : null;
    }

    private static int month(String text, int start, int end) {
        if (isDigit(text.charAt(start))) {
            return end - start <= 2 ? number(text, start, end) : 0;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        int index = name.length() < SHORTEST_MONTH ? -1 : MONTHS.indexOf(name.substring(0, SHORTEST_MONTH));
        boolean known =
                index >= 0 && index % SHORTEST_MONTH == 0 && MONTH_NAMES[index / SHORTEST_MONTH].startsWith(name);
        return known ? index / SHORTEST_MONTH + 1 : 0;
    }

    /** Skips the th of 4th, unless it is the start of a month's name. */
    private static int skipOrdinal(String text, int start) {
        int end = start + 2;
        if (end >= text.length() || isLetter(text.charAt(end))) {
            return start;
        }
        return switch (text.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "st", "nd", "rd", "th" -> end;
            default -> start;
        };
    }

    /** One of {@code - / . ,} or spaces; or nothing, between digits and letters. */
    private static int skipSeparator(String text, int start) {
        int i = skipSpaces(text, start);
        if (i < text.length() && "-/.,".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return skipSpaces(text, i);
    }

    private static int skipSpaces(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** The end of the digits or the letters that begin here. */
    private static int endOfPart(String text, int start) {
        int end = endOfDigits(text, start);
        while (end == start || !isDigit(text.charAt(start))) {
            if (end == text.length() || !isLetter(text.charAt(end))) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static int endOfDigits(String text, int start) {
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
