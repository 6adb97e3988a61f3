package org.datawarp.schemas.row;

/**
 * One cell as published.
 *
 * @param text the content, in the form that {@link CellKind} gives for its kind; never trimmed
 * @param format the number format code of the cell, such as {@code 0.0%}; empty when general or when the file has none
 */
public record Cell(CellKind kind, String text, String format) {

    public static final Cell BLANK = new Cell(CellKind.BLANK, "", "");

    public static Cell text(String text) {
        return text.isEmpty() ? BLANK : new Cell(CellKind.TEXT, text, "");
    }

    public static Cell number(String decimal) {
        return new Cell(CellKind.NUMBER, decimal, "");
    }

    public static Cell date(String iso) {
        return new Cell(CellKind.DATE, iso, "");
    }

    /** Whether there is nothing to read: blank, or white space only. */
    public boolean isBlank() {
        return kind == CellKind.BLANK || text.isBlank();
    }
}
