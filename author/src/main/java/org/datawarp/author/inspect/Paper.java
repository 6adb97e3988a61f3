package org.datawarp.author.inspect;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * What people read an inspection on: so many characters wide, coloured or not. What files hold is cleaned of signs that
 * would steer a terminal. Used by one thread.
 */
public final class Paper {

    /** A terminal obeys control characters, and shows text backwards after some marks; a file has no say in either. */
    private static final Pattern STEERING = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final PrintWriter out;
    private final int width;
    private final boolean coloured;

    private Paper(PrintWriter out, int width, boolean coloured) {
        this.out = out;
        this.width = width;
        this.coloured = coloured;
    }

    /** A terminal that a person watches. */
    public static Paper coloured(PrintWriter out, int width) {
        return new Paper(out, width, true);
    }

    /** A file, a pipe, or a terminal without colours. */
    public static Paper plain(PrintWriter out, int width) {
        return new Paper(out, width, false);
    }

    int width() {
        return width;
    }

    String styled(String text, Style style) {
        return coloured ? style.on(text) : text;
    }

    void line(String line) {
        out.println(line.stripTrailing());
    }

    /** On one line, without signs for the terminal. */
    static String clean(String text) {
        return STEERING.matcher(text).replaceAll(" ").strip();
    }

    /** No longer than so many characters; an ellipsis says that there is more. */
    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
