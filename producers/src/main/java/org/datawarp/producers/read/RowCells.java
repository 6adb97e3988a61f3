package org.datawarp.producers.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of a worksheet's rows and gives them to the sink, rows in rising order.
 *
 * <p>Blank rows wait until a row with content follows: what stands below the last of those is formatting, and a sheet may
 * have a million such rows.
 */
final class RowCells {

    private static final int FIRST_WIDTH = 64;

    private final String where;
    private final ReadLimits limits;
    private final SheetSink sink;
    private @Nullable Cell[] cells = new @Nullable Cell[FIRST_WIDTH];
    private int filled;
    private int row;
    private int[] blankRows = new int[16];
    private int blankCount;

    /** @param where the file and the sheet, for messages */
    RowCells(String where, ReadLimits limits, SheetSink sink) {
        this.where = where;
        this.limits = limits;
        this.sink = sink;
    }

    /** The row begun last; 0 before the first. */
    int row() {
        return row;
    }

    String place() {
        return where + " › row " + row;
    }

    /** @param number from 1; larger than that of the row before */
    void begin(long number) throws UnreadableFileException {
        if (number <= row) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, place(), "row " + number + " after it", "rising row numbers");
        }
        if (number > limits.rows()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG, place(), "row " + number + " after it", "at most " + limits.rows());
        }
        row = (int) number;
    }

    /** @param column from 0 */
    void put(int column, Cell cell) throws UnreadableFileException {
        if (column >= limits.columns()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    place(),
                    "a cell in column " + (column + 1L),
                    "at most " + limits.columns());
        }
        if (cell.kind() == CellKind.BLANK) {
            return;
        }
        if (cell.text().length() > limits.cellChars()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    place(),
                    "a text of " + cell.text().length() + " characters",
                    "at most " + limits.cellChars());
        }
        if (column >= cells.length) {
            cells = Arrays.copyOf(cells, Math.min(limits.columns(), Math.max(column + 1, cells.length * 2)));
        }
        if (cells[column] != null) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, place(), "two cells in column " + (column + 1), "one");
        }
        cells[column] = cell;
        filled = Math.max(filled, column + 1);
    }

    /** Ends the row that was begun. */
    void end() throws IOException {
        if (filled == 0) {
            keepBlank();
            return;
        }
        for (int i = 0; i < blankCount; i++) {
            sink.row(new SheetRow(blankRows[i], List.of()));
        }
        blankCount = 0;
        Cell[] complete = new Cell[filled];
        for (int i = 0; i < filled; i++) {
            Cell cell = cells[i];
            complete[i] = cell == null ? Cell.BLANK : cell;
        }
        Arrays.fill(cells, 0, filled, null);
        filled = 0;
        sink.row(new SheetRow(row, List.of(complete)));
    }

    private void keepBlank() {
        if (blankCount == blankRows.length) {
            blankRows = Arrays.copyOf(blankRows, blankCount * 2);
        }
        blankRows[blankCount++] = row;
    }
}
