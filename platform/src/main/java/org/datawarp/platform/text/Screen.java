package org.datawarp.platform.text;

import java.util.regex.Pattern;

/** The terminal: whether a person watches, how wide it is, and text as it may show it. */
public final class Screen {

    private static final int USUAL_COLUMNS = 80;

    /** A terminal obeys control characters, and shows text backwards after some marks; data has no say in either. */
    private static final Pattern STEERING = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Screen() {}

    /** The launcher knows: Java itself cannot tell on every version. */
    public static boolean isWatched() {
        return Boolean.getBoolean("datawarp.terminal");
    }

    public static int columns() {
        return Integer.getInteger("datawarp.columns", USUAL_COLUMNS);
    }

    /** On one line, without signs for the terminal. */
    public static String clean(String text) {
        return STEERING.matcher(text).replaceAll(" ").strip();
    }

    /** No longer than so many characters; an ellipsis says that there is more. */
    public static String cut(String text, int most) {
        boolean fits = width(text) <= most;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
    }

    /** In characters. */
    public static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
