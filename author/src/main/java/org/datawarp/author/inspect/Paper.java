package org.datawarp.author.inspect;

import java.io.PrintWriter;

/**
 * What people read an inspection on: so many characters wide, coloured or not. Used by one
 * thread.
 */
public final class Paper {

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
}
