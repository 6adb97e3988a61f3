package org.datawarp.producers.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.datawarp.schemas.row.Cell;

/** Reads the rows of one worksheet of an XLSB. Owned by one reading. */
final class XlsbSheet {

    private static final int ROW = 0;
    private static final int BLANK = 1;
    private static final int RK = 2;
    private static final int ERROR = 3;
    private static final int TRUTH = 4;
    private static final int REAL = 5;
    private static final int TEXT = 6;
    private static final int SHARED_TEXT = 7;
    private static final int FORMULA_TEXT = 8;
    private static final int FORMULA_REAL = 9;
    private static final int FORMULA_TRUTH = 10;
    private static final int FORMULA_ERROR = 11;

    /**
     * The first type of the cells that follow the cell before without giving a column: 12 for blank to 18 for shared
     * text.
     */
    private static final int FIRST_SHORT = 12;

    private static final int LAST_SHORT = 18;
    private static final int RICH_TEXT = 62;
    private static final int END_OF_ROWS = 146;
    private static final int MERGED = 176;
    private static final int END_OF_SHEET = 130;
    private static final int STYLE_BITS = 0xFFFFFF;

    /** What a workbook's cells refer to. */
    record Book(SharedStrings strings, XlsxFormats formats, SerialDate dates) {}

    private final Book book;
    private final Biff12Stream records;
    private final RowCells rows;
    private boolean begun;
    private long column;

    XlsbSheet(Book book, Biff12Stream records, RowCells rows) {
        this.book = book;
        this.records = records;
        this.rows = rows;
    }

    /** Reads up to the end of the rows. */
    void read() throws IOException {
        while (records.next()) {
            int type = records.type();
            if (type == ROW) {
                beginRow();
            } else if (type == END_OF_ROWS) {
                endRow();
                if (rows.awaitsMerges()) {
                    readMerges(records, rows.merges());
                }
                return;
            } else if (type <= LAST_SHORT || type == RICH_TEXT) {
                readCell(type);
            }
        }
        throw new UnreadableFileException(
                UnreadableReason.MALFORMED, rows.place(), "the end of the part", "the end of the rows before it");
    }

    /** Reads the merged cells between here and the end of the sheet. Damage after the rows harms no row. */
    static void readMerges(Biff12Stream records, SheetMerges merges) throws IOException {
        try {
            while (records.next() && records.type() != END_OF_SHEET) {
                if (records.type() == MERGED) {
                    ByteBuffer content = records.content();
                    long top = Integer.toUnsignedLong(content.getInt());
                    long bottom = Integer.toUnsignedLong(content.getInt());
                    long left = Integer.toUnsignedLong(content.getInt());
                    long right = Integer.toUnsignedLong(content.getInt());
                    merges.add(top + 1, left, right - left + 1, bottom - top + 1);
                }
            }
        } catch (EOFException | BufferUnderflowException e) {
            // Excel repairs such a sheet, too: everything read so far is right.
        }
    }

    private void beginRow() throws IOException {
        endRow();
        rows.begin(Integer.toUnsignedLong(records.content().getInt()) + 1);
        begun = true;
        column = -1;
    }

    private void endRow() throws IOException {
        if (begun) {
            rows.end();
            begun = false;
        }
    }

    private void readCell(int type) throws IOException {
        if (!begun) {
            throw new UnreadableFileException(UnreadableReason.MALFORMED, rows.place(), "a cell", "a row before it");
        }
        ByteBuffer content = records.content();
        boolean isShort = type >= FIRST_SHORT && type <= LAST_SHORT;
        column = isShort ? column + 1 : Integer.toUnsignedLong(content.getInt());
        int style = content.getInt() & STYLE_BITS;
        Optional<Cell> cell = cell(isShort ? type - FIRST_SHORT + BLANK : type, style, content);
        if (cell.isPresent()) {
            rows.put((int) Math.min(column, Integer.MAX_VALUE), cell.get());
        }
    }

    private Optional<Cell> cell(int type, int style, ByteBuffer content) throws IOException {
        return Optional.ofNullable(
                switch (type) {
                    case RK -> number(BiffValue.rk(content.getInt()), style);
                    case REAL, FORMULA_REAL -> number(content.getDouble(), style);
                    case TEXT, FORMULA_TEXT -> Cell.text(records.text());
                    case RICH_TEXT -> Cell.text(records.richText());
                    case SHARED_TEXT -> book.strings().cell(content.getInt(), rows);
                    case TRUTH, FORMULA_TRUTH -> BiffValue.truth(content.get());
                    case ERROR, FORMULA_ERROR -> BiffValue.error(Byte.toUnsignedInt(content.get()));
                    default -> null;
                });
    }

    private Cell number(double value, int style) {
        return BiffValue.number(value, book.formats().of(style), book.dates());
    }
}
