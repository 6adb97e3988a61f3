package org.datawarp.producers.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of a worksheet's rows and passes them to the sink, in rising order of rows.
 *
 * <p>Blank rows wait until a row with content follows. Blank rows at the end are only formatting, and a sheet may have
 * a million of them.
 */
final class RowCells {

    private static final int FIRST_WIDTH = 64;

    /** Blank places between cells cost a file nothing: a thousand rows of a worksheet's width are plenty. */
    private static final long MOST_GAPS = 1 << 24;

    /** How many more are allowed for each cell. */
    private static final int GAPS_A_CELL = 64;

    private final String where;
    private final ReadLimits limits;
    private final HeldRows held;
    private final SheetMerges merges;
    private @Nullable Cell[] cells = new @Nullable Cell[FIRST_WIDTH];
    private int filled;
    private int row;
    private int lowest;
    private int content;
    private long gapsLeft = MOST_GAPS;
    private int[] blankRows = new int[16];
    private int blankCount;

    /** @param where the file and the sheet, for messages */
    RowCells(String where, ReadLimits limits, SheetSink sink) {
        this(where, limits, sink, HeldRows.MergesBehind.NONE);
    }

    /** @param behind supplies the merged cells when the sheet is too large to wait for them */
    RowCells(String where, ReadLimits limits, SheetSink sink, HeldRows.MergesBehind behind) {
        this.where = where;
        this.limits = limits;
        this.merges = new SheetMerges(where);
        this.held = new HeldRows(sink, merges, behind);
    }

    /** Receives the merged cells: those of a row before its end, or all before {@link #finish}. */
    SheetMerges merges() {
        return merges;
    }

    /** Whether merged cells that follow the rows can still be added. */
    boolean awaitsMerges() {
        return held.isHolding();
    }

    /** The last row that was started; 0 before the first. */
    int row() {
        return row;
    }

    String place() {
        return where + " › row " + row;
    }

    /**
     * @param number from 1, in rising order; in a small sheet, and at the beginning of a large one, in any order
     */
    void begin(long number) throws IOException {
        if (number < 1 || (number <= lowest && !held.isHolding())) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, place(), "row " + number + " after it", "rising row numbers");
        }
        if (number > limits.rows()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG, place(), "row " + number + " after it", "at most " + limits.rows());
        }
        row = (int) number;
        if (number <= lowest) {
            goBack();
        } else {
            lowest = row;
        }
    }

    /** Continues a row that was left, or that is above others. */
    private void goBack() throws IOException {
        giveBlank();
        if (!held.isHolding()) {
            begin(row);
        }
        List<Cell> before = held.take(row).cells();
        for (int i = 0; i < before.size(); i++) {
            put(i, before.get(i));
        }
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
        content++;
        filled = Math.max(filled, column + 1);
    }

    /** Ends the current row. */
    void end() throws IOException {
        if (row < lowest) {
            held.insert(complete());
        } else if (filled == 0) {
            keepBlank();
        } else {
            giveBlank();
            held.add(complete());
        }
    }

    /** Passes on what is held back. Nothing may be added after it. */
    void finish() throws IOException {
        held.finish();
    }

    private SheetRow complete() throws UnreadableFileException {
        gapsLeft += (long) GAPS_A_CELL * content - (filled - content);
        content = 0;
        if (gapsLeft < 0) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    place(),
                    "far more blank places between cells than cells",
                    "at most " + MOST_GAPS + ", and " + GAPS_A_CELL + " more for each cell");
        }
        Cell[] all = new Cell[filled];
        for (int i = 0; i < filled; i++) {
            Cell cell = cells[i];
            all[i] = cell == null ? Cell.BLANK : cell;
        }
        Arrays.fill(cells, 0, filled, null);
        filled = 0;
        return new SheetRow(row, List.of(all));
    }

    private void giveBlank() throws IOException {
        for (int i = 0; i < blankCount; i++) {
            held.add(new SheetRow(blankRows[i], List.of()));
        }
        blankCount = 0;
    }

    private void keepBlank() {
        if (blankCount == blankRows.length) {
            blankRows = Arrays.copyOf(blankRows, blankCount * 2);
        }
        blankRows[blankCount++] = row;
    }
}
