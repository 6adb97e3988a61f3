package org.datawarp.streams.apply;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Texts that are numbers, as publishers write them. */
public final class NumberText {

    /** What {@link #whole} gives for a text that is not plain digits. */
    static final long NOT_PLAIN = Long.MIN_VALUE;

    /** Every number of so many digits is a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    /** No double needs more; {@code 1E999999999} would fill the memory with zeros. */
    private static final int MOST_EXPONENT = 400;

    private static final int MOST_EXPONENT_DIGITS = 3;

    private static final int GROUP = 3;
    private static final char MINUS = '\u2212';

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
     * The number that a text is: a sign, digits that may be grouped in thousands by commas, a fraction, an exponent.
     *
     * @param text not empty
     * @return null when it is none
     */
    public static @Nullable BigDecimal exact(String text) {
        String plain = withoutGrouping(text.charAt(0) == MINUS ? "-" + text.substring(1) : text);
        return plain != null && isNumber(plain) ? new BigDecimal(plain) : null;
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
