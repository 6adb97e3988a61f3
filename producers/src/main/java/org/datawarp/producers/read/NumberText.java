package org.datawarp.producers.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a number as the shortest decimal with the same IEEE double, in plain notation: {@code 0.1}, not the {@code
 * 0.10000000000000001} that a workbook stores. Errors of binary arithmetic in the last digits are removed, as in every
 * spreadsheet: {@code 0.3}, not {@code 0.30000000000000004}.
 */
final class NumberText {

    /** A double always keeps this many digits: a text with no more of them needs no conversion. */
    private static final int SAFE_DIGITS = 15;

    private static final MathContext[] SHORTER = {
        new MathContext(SAFE_DIGITS, RoundingMode.HALF_EVEN), new MathContext(16, RoundingMode.HALF_EVEN)
    };
    private static final MathContext ALWAYS_ENOUGH = new MathContext(17, RoundingMode.HALF_EVEN);
    private static final double EXACT_INTEGERS = 1L << 53;

    /**
     * A decimal this short, when it differs from the double only in the sixteenth digit, is the intended number: 0.1 +
     * 0.2 is 0.3.
     */
    private static final int MEANT_DIGITS = 12;

    private NumberText() {}

    /**
     * @param stored as in a workbook's XML
     * @throws NumberFormatException when it is not a number
     */
    static String of(String stored) {
        return isShortest(stored) ? stored : of(parse(stored));
    }

    static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
            return Long.toString((long) value);
        }
        String usual = Double.toString(value);
        return isShortest(usual) ? usual : shortest(value);
    }

    private static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (MathContext precision : SHORTER) {
            BigDecimal rounded = exact.round(precision);
            if (rounded.doubleValue() == value || isMeant(rounded, value)) {
                return plain(rounded);
            }
        }
        return plain(exact.round(ALWAYS_ENOUGH));
    }

    private static boolean isMeant(BigDecimal rounded, double value) {
        return value != Math.rint(value) && rounded.stripTrailingZeros().precision() <= MEANT_DIGITS;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads what a workbook's XML stores. Java would accept more than numbers, such as {@code 1d} and {@code Infinity}.
     *
     * @throws NumberFormatException when it is not a number
     */
    static double parse(String stored) {
        String text = stored.strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean numeric = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!numeric) {
                throw new NumberFormatException("Not a number: " + text);
            }
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("Beyond the range of a double: " + text);
        }
        return value;
    }

    /**
     * Whether it is like {@code 12} or {@code -3.25}: plain, with few digits and without superfluous zeros at either
     * end.
     */
    private static boolean isShortest(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int length = text.length();
        if (length == start || length - start > SAFE_DIGITS + 1) {
            return false;
        }
        int point = -1;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        if (point < 0) {
            return length - start <= SAFE_DIGITS && (text.charAt(start) != '0' || length == 1);
        }
        boolean leading = point == start + 1 || (point > start && text.charAt(start) != '0');
        char last = text.charAt(length - 1);
        return leading && last != '0' && last != '.';
    }
}
