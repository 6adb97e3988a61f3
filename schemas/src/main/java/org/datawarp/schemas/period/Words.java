package org.datawarp.schemas.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as its words and numbers, with the characters between them. {@code AprPerf_2024} is {@code apr}, {@code perf},
 * {@code 2024}; the ending of {@code 1st} is dropped. Immutable.
 */
final class Words {

    /** Words with more characters between them than this do not belong together. */
    private static final int WIDEST_GAP = 3;

    private static final String PARTING = ";|&+=:?!<>";
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final int OLDEST_YEAR = 1900;
    private static final int NEWEST_YEAR = 2099;

    /** 69 is 2069, 70 is 1970. */
    private static final int CENTURY_TURN = 70;

    private final List<String> texts = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<Boolean> ordinals = new ArrayList<>();
    private final boolean alone;

    private Words(String text, boolean alone) {
        this.alone = alone;
        int gapFrom = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            if (end == at) {
                at++;
                continue;
            }
            String gap = text.substring(gapFrom, at);
            String token = text.substring(at, end).toLowerCase(Locale.ROOT);
            if (gap.isEmpty() && ORDINALS.contains(token) && digits(texts.size() - 1) > 0) {
                ordinals.set(texts.size() - 1, true);
            } else {
                texts.add(token);
                gaps.add(gap);
                ordinals.add(false);
            }
            gapFrom = end;
            at = end;
        }
    }

    /** The words of a text in which a period may be named. */
    static Words in(String text) {
        return new Words(plain(text), false);
    }

    /** The words of a text that should be a period and nothing else. */
    static Words of(String text) {
        return new Words(plain(text), true);
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = (c >= '\u2010' && c <= '\u2015') || c == '\u2212';
            plain.append(dash ? '-' : Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c);
        }
        return plain.toString();
    }

    private static int endOfToken(String text, int start) {
        int end = start;
        if (isDigit(text.charAt(start))) {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            return end;
        }
        while (end < text.length() && Character.isLetter(text.charAt(end)) && !isNewWord(text, start, end)) {
            end++;
        }
        return end;
    }

    private static boolean isNewWord(String text, int start, int at) {
        return at > start && Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    int size() {
        return texts.size();
    }

    /** Whether the text should be a period and nothing else. */
    boolean isAlone() {
        return alone;
    }

    /** The word at a place; empty when there is a number, or nothing. */
    String word(int index) {
        return index < 0 || index >= size() || isDigit(texts.get(index).charAt(0)) ? "" : texts.get(index);
    }

    /** The characters before the word at a place, without surrounding white space. */
    String gap(int index) {
        return index < 0 || index >= size() ? "" : gaps.get(index).strip();
    }

    /** The characters before the word at a place; a line break when there is no word. */
    String rawGap(int index) {
        return index < 0 || index >= size() ? "\n" : gaps.get(index);
    }

    /** Whether the word at a place is there and belongs to the one before it. */
    boolean isJoined(int index) {
        return index > 0
                && index < size()
                && gaps.get(index).length() <= WIDEST_GAP
                && gaps.get(index).chars().noneMatch(c -> PARTING.indexOf(c) >= 0);
    }

    /** How many digits the number at a place has; 0 when there is none. */
    int digits(int index) {
        return index < 0 || index >= size() || !isDigit(texts.get(index).charAt(0))
                ? 0
                : texts.get(index).length();
    }

    /** The number at a place; -1 when it does not have as many digits. */
    int number(int index, int leastDigits, int mostDigits) {
        int digits = digits(index);
        return digits < leastDigits || digits > mostDigits || digits > 9 ? -1 : Integer.parseInt(texts.get(index));
    }

    /** The month whose name is at a place; 0 when there is none. */
    int month(int index) {
        return MonthNames.month(word(index));
    }

    /** The month whose number is at a place, written with two digits; 0 when there is none. */
    int monthNumber(int index) {
        int month = number(index, 2, 2);
        return month >= 1 && month <= 12 ? month : 0;
    }

    /** The day of a month at a place; 0 when there is none. */
    int day(int index) {
        int day = number(index, 1, 2);
        return day >= 1 && day <= 31 ? day : 0;
    }

    /** The year of four digits at a place; 0 when there is none. */
    int year(int index) {
        int year = number(index, 4, 4);
        return year >= OLDEST_YEAR && year <= NEWEST_YEAR ? year : 0;
    }

    /** The year at a place, of four or two digits; 0 when there is none. */
    int anyYear(int index) {
        int year = number(index, 2, 2);
        return year < 0 || ordinals.get(index) ? year(index) : year < CENTURY_TURN ? 2000 + year : OLDEST_YEAR + year;
    }
}
