package org.datawarp.streams.layout;

import java.util.List;
import org.datawarp.schemas.row.SheetRow;

/**
 * The rows of a sheet that name a table's columns.
 *
 * @param firstRow row number in the sheet, from 1
 * @param lastRow row number, inclusive; before {@code firstRow} when the table has no headings
 * @param rows those that are not blank
 */
public record HeadingBand(int firstRow, int lastRow, List<SheetRow> rows) {

    /** A single equal label may be data; two equal cells in the same columns are a heading. */
    private static final int FEWEST_CELLS = 2;

    public HeadingBand {
        rows = rows.stream().filter(row -> !isBlank(row)).toList();
    }

    /** A band without rows, above a table that starts with this row. */
    public static HeadingBand none(int firstDataRow) {
        return new HeadingBand(firstDataRow, firstDataRow - 1, List.of());
    }

    /** The last row that is not blank; 0 when the table has no headings. */
    public int endRow() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).row();
    }

    static boolean isBlank(SheetRow row) {
        return row.cells().stream().allMatch(CellText::isBlank);
    }

    /** Whether a row further down says the same as one of the band's rows. */
    public boolean repeats(SheetRow row) {
        for (SheetRow heading : rows) {
            if (mayRepeat(heading, row) && doesRepeat(heading, row)) {
                return true;
            }
        }
        return false;
    }

    /** Cheap, and false for nearly every row: compares the first cell only. */
    private static boolean mayRepeat(SheetRow heading, SheetRow row) {
        int column = 0;
        while (CellText.isBlank(heading.cells().get(column))) {
            column++;
        }
        return heading.cells()
                .get(column)
                .text()
                .equalsIgnoreCase(row.cell(column).text());
    }

    private static boolean doesRepeat(SheetRow heading, SheetRow row) {
        int same = 0;
        int headings = 0;
        for (int column = 0;
                column < Math.max(heading.cells().size(), row.cells().size());
                column++) {
            boolean headed = !CellText.isBlank(heading.cell(column));
            headings += headed ? 1 : 0;
            if (CellText.isBlank(row.cell(column))) {
                continue;
            }
            if (!headed || !text(heading, column).equals(text(row, column))) {
                return false;
            }
            same++;
        }
        return same == headings || (same >= FEWEST_CELLS && 2 * same >= headings);
    }

    private static String text(SheetRow row, int column) {
        return HeadingText.comparable(CellText.shown(row.cell(column)));
    }
}
