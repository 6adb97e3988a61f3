package org.datawarp.author.cell;

import java.util.regex.Pattern;

/** Texts that are codes of organisations, places or measures. */
public final class CodeText {

    /** Digits and capitals mixed, without spaces. E08000035 is a code by itself, RRK only by its column. */
    private static final Pattern MIXED = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Z0-9][A-Za-z0-9]{1,14}");

    /** A short word in capitals, such as RRK or QUE. */
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]{2,5}");

    private static final Pattern PADDED = Pattern.compile("0\\d{1,15}");

    private CodeText() {}

    /** Whether a text can only be a code. */
    public static boolean isCode(String text) {
        return MIXED.matcher(text).matches() || isPadded(text);
    }

    /** Whether a text may be a code in a column of codes. */
    public static boolean mayBeCode(String text) {
        return isCode(text) || CAPITALS.matcher(text).matches();
    }

    /** Digits after a leading zero, which a number would lose. */
    public static boolean isPadded(String text) {
        return text.length() > 1
                && text.charAt(0) == '0'
                && PADDED.matcher(text).matches();
    }
}
