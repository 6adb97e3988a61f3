package org.datawarp.producers.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;

/**
 * The merged cells of one sheet, in eight bytes each. Covered cells are never filled in, so the size of a merged cell
 * costs nothing. Merged cells larger than a worksheet are an attack on programs that do fill them in. Owned by one
 * reading.
 */
final class SheetMerges {

    /** As many as a worksheet has rows: a label above every second row needs half of that. */
    static final int MOST = 1 << 20;

    /** A merged cell in one long: row, column, columns minus one, rows minus one, so that they sort by place. */
    private static final int ROWS_BITS = 15;

    private static final int COLUMN_BITS = 14;
    private static final int MOST_ROWS = 1 << ROWS_BITS;
    private static final int MOST_COLUMNS = 1 << COLUMN_BITS;
    private static final int COLUMNS_SHIFT = ROWS_BITS;
    private static final int COLUMN_SHIFT = COLUMNS_SHIFT + COLUMN_BITS;
    private static final int ROW_SHIFT = COLUMN_SHIFT + COLUMN_BITS;
    private static final int LAST_ROW = 1 << 20;
    private static final long WORKSHEET = (long) LAST_ROW * MOST_COLUMNS;

    private final String where;
    private long[] cells = new long[16];
    private int count;
    private int next;
    private boolean sorted = true;
    private long covered;

    /** @param where the file and the sheet, for messages */
    SheetMerges(String where) {
        this.where = where;
    }

    /**
     * Adds a cell that may be merged. Parts outside the worksheet are ignored, as in Excel; a cell over more than
     * 32,768 rows is limited to that many.
     *
     * @param row of its upper left corner, from 1
     * @param column of its upper left corner, from 0
     */
    void add(long row, long column, long columns, long rows) throws UnreadableFileException {
        boolean inside = row >= 1 && row <= LAST_ROW && column >= 0 && column < MOST_COLUMNS;
        if (!inside || columns < 1 || rows < 1 || (columns == 1 && rows == 1)) {
            return;
        }
        if (next == count) {
            count = 0;
            next = 0;
        }
        long width = Math.min(columns, MOST_COLUMNS - column);
        covered += width * Math.min(rows, LAST_ROW);
        refuseTooMany();
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, count * 2);
        }
        long packed = (row - 1) << ROW_SHIFT
                | column << COLUMN_SHIFT
                | (width - 1) << COLUMNS_SHIFT
                | (Math.min(rows, MOST_ROWS) - 1);
        sorted &= count == 0 || cells[count - 1] <= packed;
        cells[count++] = packed;
    }

    private void refuseTooMany() throws UnreadableFileException {
        if (count == MOST) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG, where, "more than " + MOST + " merged cells", "at most that many");
        }
        if (covered > WORKSHEET) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "merged cells that cover more than a worksheet has",
                    "at most " + WORKSHEET + " places");
        }
    }

    /** A row with its merged cells; rows come in rising order. */
    SheetRow on(SheetRow row) {
        if (next == count) {
            return row;
        }
        if (!sorted) {
            Arrays.sort(cells, next, count);
            sorted = true;
        }
        List<MergedCell> merged = new ArrayList<>();
        int last = -1;
        for (; next < count && rowOf(cells[next]) <= row.row(); next++) {
            MergedCell cell = unpacked(cells[next]);
            boolean own = rowOf(cells[next]) == row.row() && cell.column() > last;
            if (own && row.cell(cell.column()).kind() != CellKind.BLANK) {
                merged.add(cell);
                last = cell.column();
            }
        }
        return merged.isEmpty() ? row : new SheetRow(row.row(), row.cells(), merged);
    }

    private static int rowOf(long packed) {
        return (int) (packed >>> ROW_SHIFT) + 1;
    }

    private static MergedCell unpacked(long packed) {
        return new MergedCell(
                (int) (packed >>> COLUMN_SHIFT) & (MOST_COLUMNS - 1),
                ((int) (packed >>> COLUMNS_SHIFT) & (MOST_COLUMNS - 1)) + 1,
                ((int) packed & (MOST_ROWS - 1)) + 1);
    }
}
