package org.datawarp.streams.apply;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Texts that are numbers, as publishers write them. */
public final class NumberText {

    /** What {@link #whole} gives for a text that is not plain digits. */
    static final long NOT_PLAIN = Long.MIN_VALUE;

    /** Every number of up to 18 digits fits into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    /** No double needs more; {@code 1E999999999} would fill the memory with zeros. */
    private static final int MOST_EXPONENT = 400;

    private static final int MOST_EXPONENT_DIGITS = 3;

    private static final int GROUP = 3;

    /** The minus sign, and the dash that word processors put in place of a hyphen. */
    private static final String MINUS_SIGNS = "\u2212\u2013";

    /** Spaces that group thousands, no-break and thin ones among them. */
    private static final String SPACES = " \u00A0\u2009\u202F";

    private NumberText() {}

    /** The fast way, for a sign and up to 18 digits; anything else gives {@link #NOT_PLAIN}. */
    static long whole(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int digits = text.length() - start;
        if (digits == 0 || digits > SAFE_DIGITS) {
            return NOT_PLAIN;
        }
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_PLAIN;
            }
            value = 10 * value + digit;
        }
        return start == 0 ? value : -value;
    }

    /**
     * Reads a number: a sign, digits that may be grouped in thousands by commas or spaces, a fraction, an exponent.
     * Brackets make it negative, as in accounts.
     *
     * @param text not empty
     * @return null when the text is not a number
     */
    public static @Nullable BigDecimal exact(String text) {
        String plain = withoutGrouping(withCommas(withHyphen(text)));
        return plain != null && isNumber(plain) ? new BigDecimal(plain) : null;
    }

    /** Writes a negative number with a hyphen in place of its sign or brackets; returns any other text as it is. */
    public static String withHyphen(String text) {
        int last = text.length() - 1;
        if (last > 1 && text.charAt(0) == '(' && text.charAt(last) == ')' && !isSign(text.charAt(1))) {
            return "-" + text.substring(1, last);
        }
        return last > 0 && MINUS_SIGNS.indexOf(text.charAt(0)) >= 0 ? "-" + text.substring(1) : text;
    }

    /**
     * Groups are separated by spaces or by commas, not by both. Digits that begin with a zero are a code, not a group.
     */
    private static String withCommas(String text) {
        int first = isSign(text.charAt(0)) ? 1 : 0;
        int space = first;
        while (space < text.length() && SPACES.indexOf(text.charAt(space)) < 0) {
            space++;
        }
        boolean grouped = space < text.length() && text.indexOf(',') < 0 && text.charAt(first) != '0';
        return grouped ? text.replace(text.charAt(space), ',') : text;
    }

    /** Commas are dropped only where they group thousands, so that {@code 1,2} stays unreadable. */
    private static @Nullable String withoutGrouping(String text) {
        int first = text.indexOf(',');
        if (first < 0) {
            return text;
        }
        int start = isSign(text.charAt(0)) ? 1 : 0;
        int end = endOfDigits(text, start);
        if (first == start || first > start + GROUP || (end - first) % (GROUP + 1) != 0) {
            return null;
        }
        for (int i = first; i < end; i++) {
            if ((text.charAt(i) == ',') != ((i - first) % (GROUP + 1) == 0)) {
                return null;
            }
        }
        return text.substring(0, end).replace(",", "") + text.substring(end);
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == ',')) {
            end++;
        }
        return end;
    }

    private static boolean isNumber(String text) {
        int i = isSign(text.charAt(0)) ? 1 : 0;
        int whole = skipDigits(text, i);
        int digits = whole - i;
        i = whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = skipDigits(text, i + 1);
            digits += fraction - i - 1;
            i = fraction;
        }
        return digits > 0 && (i == text.length() || isExponent(text, i));
    }

    private static boolean isExponent(String text, int start) {
        if (text.charAt(start) != 'E' && text.charAt(start) != 'e') {
            return false;
        }
        int digits = start + 1;
        if (digits < text.length() && isSign(text.charAt(digits))) {
            digits++;
        }
        int end = skipDigits(text, digits);
        boolean isShort = end > digits && end - digits <= MOST_EXPONENT_DIGITS;
        return isShort && end == text.length() && Integer.parseInt(text.substring(digits)) <= MOST_EXPONENT;
    }

    private static int skipDigits(String text, int start) {
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }
}
