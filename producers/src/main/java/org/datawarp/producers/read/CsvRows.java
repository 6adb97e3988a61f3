package org.datawarp.producers.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Makes a row of each record, including its empty fields, straight from the parser's buffer. Owned by one reading. */
final class CsvRows implements CsvParser.Fields {

    private static final int FIRST_WIDTH = 32;

    private final String name;
    private final ReadLimits limits;
    private Cell[] cells = new Cell[FIRST_WIDTH];
    private int next;
    private int filled;
    private int row;

    CsvRows(String name, ReadLimits limits) {
        this.name = name;
        this.limits = limits;
        Arrays.fill(cells, Cell.BLANK);
    }

    /** Skips a record that is not part of the table. */
    void skip() {
        row++;
        next = 0;
        filled = 0;
    }

    @Override
    public void take(char[] characters, int offset, int length) throws UnreadableFileException {
        int index = next++;
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
        // Columns repeat values: the cell above is still here, and comparing costs less than a new cell.
        if (!same(cells[index].text(), characters, offset, length)) {
            cells[index] = Cell.text(new String(characters, offset, length));
        }
        filled = index + 1;
    }

    @Override
    public IOException endless() {
        return tooBig("a field that does not end", "at most " + limits.cellChars() + " characters");
    }

    /** The row of the fields received since the last row. */
    SheetRow row() throws UnreadableFileException {
        if (row == limits.rows()) {
            throw tooBig("more than " + limits.rows() + " rows", "at most that many");
        }
        row++;
        SheetRow complete = new SheetRow(row, filled == 0 ? List.of() : List.of(Arrays.copyOf(cells, next)));
        next = 0;
        filled = 0;
        return complete;
    }

    private void widen(int index) throws UnreadableFileException {
        if (index >= limits.columns()) {
            throw tooBig("more than " + limits.columns() + " columns", "at most that many");
        }
        int before = cells.length;
        cells = Arrays.copyOf(cells, Math.min(limits.columns(), before * 2));
        Arrays.fill(cells, before, cells.length, Cell.BLANK);
    }

    private static boolean same(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private UnreadableFileException tooBig(String found, String expected) {
        return new UnreadableFileException(UnreadableReason.TOO_BIG, name + " › row " + (row + 1), found, expected);
    }
}
