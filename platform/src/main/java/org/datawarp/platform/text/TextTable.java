package org.datawarp.platform.text;

import java.util.ArrayList;
import java.util.List;

/** Formats rows under a heading, in columns as wide as they need to be. Owned by one thread. */
public final class TextTable {

    /** Wider cells are cut, so that a row stays on one line. */
    private static final int WIDEST = 60;

    private static final String GAP = "  ";

    /** How a column's text is aligned. */
    public enum Side {
        LEFT,
        RIGHT
    }

    private final List<Side> sides;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param sides one for each column */
    public TextTable(List<Side> sides, List<String> heading) {
        this.sides = List.copyOf(sides);
        rows.add(List.copyOf(heading));
    }

    /** @param cells one for each column */
    public void add(List<String> cells) {
        rows.add(cells.stream().map(TextTable::cut).toList());
    }

    private static String cut(String cell) {
        String line = cell.replaceAll("\\s+", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    /** The table, a line between heading and rows, each line ended. */
    @Override
    public String toString() {
        int[] widths = new int[sides.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, rows.get(0), widths);
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("─".repeat(width));
        }
        append(text, rule, widths);
        rows.subList(1, rows.size()).forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP)
                    .append(sides.get(i) == Side.LEFT ? row.get(i) + padding : padding + row.get(i));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
}
