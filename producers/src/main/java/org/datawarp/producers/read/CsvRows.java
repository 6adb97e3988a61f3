package org.datawarp.producers.read;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Makes a row of each record, straight from the parser's buffer. Owned by one reading. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<SheetRow> {

    private static final int FIRST_WIDTH = 32;

    private final String name;
    private final ReadLimits limits;
    private Cell[] cells = new Cell[FIRST_WIDTH];
    private int filled;
    private int row;

    CsvRows(String name, ReadLimits limits) {
        this.name = name;
        this.limits = limits;
        Arrays.fill(cells, Cell.BLANK);
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        filled = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index >= cells.length) {
            widen(index);
        }
        if (length == 0) {
            cells[index] = Cell.BLANK;
            return;
        }
        if (length > limits.cellChars()) {
            throw tooBig("a field of " + length + " characters", "at most " + limits.cellChars());
        }
        // Columns repeat themselves: the cell above is still here, and comparing costs less than a new one.
        if (!same(cells[index].text(), buffer, offset, length)) {
            cells[index] = Cell.text(new String(buffer, offset, length));
        }
        filled = index + 1;
    }

    @Override
    protected SheetRow buildRecord() {
        if (row == limits.rows()) {
            throw tooBig("more than " + limits.rows() + " rows", "at most that many");
        }
        row++;
        return new SheetRow(row, filled == 0 ? List.of() : List.of(Arrays.copyOf(cells, filled)));
    }

    /** The number of the row that is being read, from 1. */
    int currentRow() {
        return row + 1;
    }

    private void widen(int index) {
        if (index >= limits.columns()) {
            throw tooBig("more than " + limits.columns() + " columns", "at most that many");
        }
        int before = cells.length;
        cells = Arrays.copyOf(cells, Math.min(limits.columns(), before * 2));
        Arrays.fill(cells, before, cells.length, Cell.BLANK);
    }

    private static boolean same(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private UncheckedIOException tooBig(String found, String expected) {
        return new UncheckedIOException(new UnreadableFileException(
                UnreadableReason.TOO_BIG, name + " › row " + currentRow(), found, expected));
    }
}
