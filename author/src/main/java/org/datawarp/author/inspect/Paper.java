package org.datawarp.author.inspect;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * The output on which people read an inspection, with a width in characters, coloured or not. Control characters in the
 * content of files are removed, because they would steer a terminal. Used by one thread.
 */
public final class Paper {

    /**
     * A terminal obeys control characters, and shows text backwards after some marks. The content of a file must do
     * neither.
     */
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

    /** The text on one line, without control characters. */
    static String clean(String text) {
        return STEERING.matcher(text).replaceAll(" ").strip();
    }

    /** Cuts a text to at most so many characters; an ellipsis shows that there is more. */
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
