package org.datawarp.schemas.period;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days: {@code 2025-03-30}, {@code 20250330}, {@code 30/03/2025}, {@code 01JAN2021}, {@code 28-Dec-2025}, {@code May 11, 2020}. */
final class DayForms {

    static final List<Rule> RULES = List.of(
            DayForms::weekday,
            DayForms::yearFirst,
            DayForms::packed,
            DayForms::numbers,
            DayForms::named,
            DayForms::monthFirst,
            DayForms::yearAndName,
            DayForms::midYear);

    private static final Set<String> WEEKDAYS = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun");

    private DayForms() {}

    private static @Nullable Found weekday(Words words, int i) {
        return WEEKDAYS.contains(words.word(i)) ? Rule.first(RULES, words, i + 1) : null;
    }

    private static @Nullable Found yearFirst(Words words, int i) {
        boolean sameGaps = "-/._".contains(words.gap(i + 1)) && words.gap(i + 1).equals(words.gap(i + 2));
        if (words.year(i) == 0
                || words.digits(i + 2) != 2
                || !sameGaps
                || words.gap(i + 1).isEmpty()) {
            return null;
        }
        return day(words.year(i), words.monthNumber(i + 1), words.day(i + 2), afterTime(words, i + 3));
    }

    private static @Nullable Found packed(Words words, int i) {
        int number = words.number(i, 8, 8);
        if (number < 0) {
            return null;
        }
        int year = number / 10_000;
        if (year >= 1900 && year <= 2099) {
            return day(year, number / 100 % 100, number % 100, i + 1);
        }
        year = number % 10_000;
        return year >= 1900 && year <= 2099 ? day(year, number / 10_000 % 100, number / 1_000_000, i + 1) : null;
    }

    /** Day first, as everywhere in Britain. */
    private static @Nullable Found numbers(Words words, int i) {
        String gap = words.gap(i + 1);
        boolean dated = gap.equals("/") || gap.equals(".") || (gap.equals("-") && words.year(i + 2) > 0);
        int month = words.number(i + 1, 1, 2);
        return words.day(i) > 0 && dated && gap.equals(words.gap(i + 2))
                ? day(words.anyYear(i + 2), month, words.day(i), afterTime(words, i + 3))
                : null;
    }

    private static @Nullable Found named(Words words, int i) {
        int month = words.word(i + 1).equals("of") ? i + 2 : i + 1;
        return words.day(i) > 0 && words.isJoined(month) && words.isJoined(month + 1)
                ? day(words.anyYear(month + 1), words.month(month), words.day(i), afterTime(words, month + 2))
                : null;
    }

    private static @Nullable Found monthFirst(Words words, int i) {
        return words.month(i) > 0 && words.isJoined(i + 1) && words.isJoined(i + 2)
                ? day(words.year(i + 2), words.month(i), words.day(i + 1), i + 3)
                : null;
    }

    private static @Nullable Found yearAndName(Words words, int i) {
        boolean sameGaps = words.isJoined(i + 1) && words.rawGap(i + 1).equals(words.rawGap(i + 2));
        return words.year(i) > 0 && sameGaps && words.digits(i + 2) == 2
                ? day(words.year(i), words.month(i + 1), words.day(i + 2), i + 3)
                : null;
    }

    /** Population estimates are for the middle of a year, 30 June. */
    private static @Nullable Found midYear(Words words, int i) {
        return words.word(i).equals("mid") && words.isJoined(i + 1) ? day(words.year(i + 1), 6, 30, i + 2) : null;
    }

    private static @Nullable Found day(int year, int month, int day, int next) {
        if (year == 0 || month < 1 || day == 0) {
            return null;
        }
        try {
            return Found.day(LocalDate.of(year, month, day), next);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Spreadsheets write {@code 2025-03-01 00:00:00} and {@code 2025-03-01T09:30}. */
    private static int afterTime(Words words, int i) {
        int hours = words.word(i).equals("t") && words.gap(i).isEmpty() ? i + 1 : i;
        if (words.digits(hours) == 0
                || words.digits(hours + 1) != 2
                || !words.gap(hours + 1).equals(":")) {
            return i;
        }
        int next = hours + 2;
        while (words.digits(next) > 0
                && (words.gap(next).equals(":") || words.gap(next).equals("."))) {
            next++;
        }
        return words.word(next).equals("z") ? next + 1 : next;
    }
}
