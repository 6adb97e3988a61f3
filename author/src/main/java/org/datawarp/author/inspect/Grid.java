package org.datawarp.author.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells in columns, drawn as wide as the paper allows: columns that do not fit are left out at the right, and counted.
 * Used by one thread.
 */
final class Grid {

    private static final String GAP = " │ ";
    private static final int WIDEST = 40;
    private static final int INDENT = 2;

    /** How a column's text is aligned. */
    enum Side {
        LEFT,
        RIGHT
    }

    /** A text that is cleaned already, and how it looks. */
    record GridCell(String text, Style style) {

        static GridCell of(String text, Style style) {
            return new GridCell(Paper.cut(Paper.clean(text), WIDEST), style);
        }
    }

    private final List<Side> sides;
    private final List<List<GridCell>> rows = new ArrayList<>();
    private int headingRows;

    /** @param sides one for each column */
    Grid(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    /** Ends the heading: a line is drawn under what was added so far. */
    void endHeading() {
        headingRows = rows.size();
    }

    /** @param cells one for each column */
    void add(List<GridCell> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Draws all rows. */
    void draw(Paper paper) {
        int[] widths = widths();
        int shown = fitting(widths, paper.width() - INDENT);
        for (int i = 0; i < rows.size(); i++) {
            if (i == headingRows && i > 0) {
                paper.line(" ".repeat(INDENT) + paper.styled(rule(widths, shown), Style.DIM));
            }
            paper.line(" ".repeat(INDENT) + line(rows.get(i), widths, shown, paper));
        }
        if (shown < sides.size()) {
            int more = sides.size() - shown;
            paper.line("  " + paper.styled("… and %,d more column%s".formatted(more, more == 1 ? "" : "s"), Style.DIM));
        }
    }

    private int[] widths() {
        int[] widths = new int[sides.size()];
        Arrays.fill(widths, 1);
        for (List<GridCell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Paper.width(row.get(i).text()));
            }
        }
        return widths;
    }

    /** How many columns fit: at least one, although the terminal may cut it. */
    private static int fitting(int[] widths, int room) {
        int used = -GAP.length();
        for (int i = 0; i < widths.length; i++) {
            used += GAP.length() + widths[i];
            if (used > room && i > 0) {
                return i;
            }
        }
        return widths.length;
    }

    private static String rule(int[] widths, int shown) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            parts.add("─".repeat(widths[i]));
        }
        return String.join("─┼─", parts);
    }

    private String line(List<GridCell> cells, int[] widths, int shown, Paper paper) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            GridCell cell = cells.get(i);
            String padding = " ".repeat(widths[i] - Paper.width(cell.text()));
            String text = paper.styled(cell.text(), cell.style());
            parts.add(sides.get(i) == Side.LEFT ? text + padding : padding + text);
        }
        return String.join(paper.styled(GAP, Style.DIM), parts);
    }
}
