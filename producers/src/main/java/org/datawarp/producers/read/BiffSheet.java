package org.datawarp.producers.read;

import java.io.IOException;
import org.apache.poi.hssf.record.RecordInputStream;
import org.datawarp.schemas.row.Cell;

/** Reads the cells of one worksheet of an XLS. Owned by one reading. */
final class BiffSheet {

    private static final int FORMULA = 0x0006;
    private static final int MULTIPLE_RK = 0x00BD;
    private static final int MULTIPLE_BLANK = 0x00BE;
    private static final int MERGED = 0x00E5;
    private static final int RICH_LABEL = 0x00D6;
    private static final int SHARED_LABEL = 0x00FD;
    private static final int BLANK = 0x0201;
    private static final int NUMBER = 0x0203;
    private static final int LABEL = 0x0204;
    private static final int BOOLEAN_OR_ERROR = 0x0205;
    private static final int FORMULA_TEXT = 0x0207;
    private static final int RK = 0x027E;

    private static final int RK_BYTES = 6;
    private static final int LAST_COLUMN_BYTES = 2;
    private static final int MERGED_BYTES = 8;
    private static final long NO_NUMBER = 0xFFFFL;
    private static final int NO_COLUMN = -1;

    private final BiffStream biff;
    private final RecordInputStream content;
    private final BiffGlobals globals;
    private final SharedStrings strings;
    private final RowCells rows;
    private int textColumn = NO_COLUMN;

    BiffSheet(BiffStream biff, BiffGlobals globals, SharedStrings strings, RowCells rows) {
        this.biff = biff;
        this.content = biff.content();
        this.globals = globals;
        this.strings = strings;
        this.rows = rows;
    }

    /** Reads up to the sheet's end; charts within the sheet have an end of their own. */
    void read() throws IOException {
        int depth = 0;
        boolean ended = false;
        while (!ended && biff.hasNext()) {
            int record = biff.next();
            if (record == BiffStream.BOF) {
                depth++;
            } else if (record == BiffStream.END) {
                ended = depth == 0;
                depth--;
            } else if (depth == 0) {
                take(record);
            }
        }
        if (!ended) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, rows.place(), "the end of the file", "the end of the sheet before it");
        }
        if (rows.row() > 0) {
            rows.end();
        }
    }

    private void take(int record) throws IOException {
        switch (record) {
            case NUMBER -> put(beginCell(), number(content.readUShort(), content.readDouble()));
            case RK -> put(beginCell(), rk());
            case MULTIPLE_RK -> takeRks();
            case SHARED_LABEL -> {
                int column = beginCell();
                content.readUShort();
                put(column, strings.cell(content.readInt(), rows));
            }
            case LABEL, RICH_LABEL -> {
                int column = beginCell();
                content.readUShort();
                put(column, Cell.text(biff.text()));
            }
            case BOOLEAN_OR_ERROR -> {
                int column = beginCell();
                content.readUShort();
                int value = content.readUByte();
                put(column, content.readUByte() == 0 ? BiffValue.truth(value) : BiffValue.error(value));
            }
            case FORMULA -> takeFormula();
            case FORMULA_TEXT -> {
                if (textColumn != NO_COLUMN) {
                    put(textColumn, Cell.text(biff.text()));
                    textColumn = NO_COLUMN;
                }
            }
            case BLANK, MULTIPLE_BLANK -> beginCell();
            case MERGED -> {
                if (rows.awaitsMerges()) {
                    readMerges(content, rows.merges());
                }
            }
            default -> {}
        }
    }

    private static void readMerges(RecordInputStream content, SheetMerges merges) throws IOException {
        int count = content.readUShort();
        for (int i = 0; i < count && content.remaining() >= MERGED_BYTES; i++) {
            int top = content.readUShort();
            int bottom = content.readUShort();
            int left = content.readUShort();
            int right = content.readUShort();
            merges.add(top + 1L, left, right - left + 1L, bottom - top + 1L);
        }
    }

    /** Reads only the merged cells, up to the sheet's end. */
    static void findMerges(BiffStream biff, SheetMerges merges) throws IOException {
        for (int depth = 1; depth > 0 && biff.hasNext(); ) {
            int record = biff.next();
            depth += record == BiffStream.BOF ? 1 : record == BiffStream.END ? -1 : 0;
            if (depth == 1 && record == MERGED) {
                readMerges(biff.content(), merges);
            }
        }
    }

    private void put(int column, Cell cell) throws IOException {
        rows.put(column, cell);
    }

    /** Reads the place of a cell and returns its column, from 0. */
    private int beginCell() throws IOException {
        int row = content.readUShort() + 1;
        if (row != rows.row()) {
            if (rows.row() > 0) {
                rows.end();
            }
            rows.begin(row);
        }
        textColumn = NO_COLUMN;
        return content.readUShort();
    }

    private void takeRks() throws IOException {
        int column = beginCell();
        while (content.remaining() >= RK_BYTES + LAST_COLUMN_BYTES) {
            put(column++, rk());
        }
    }

    private Cell rk() {
        int style = content.readUShort();
        return number(style, BiffValue.rk(content.readInt()));
    }

    /** A formula has the result that was stored with it; a text follows in a record of its own. */
    private void takeFormula() throws IOException {
        int column = beginCell();
        int style = content.readUShort();
        long result = content.readLong();
        if (result >>> 48 != NO_NUMBER) {
            put(column, number(style, Double.longBitsToDouble(result)));
            return;
        }
        int value = (int) (result >>> 16) & 0xFF;
        switch ((int) result & 0xFF) {
            case 0 -> textColumn = column;
            case 1 -> put(column, BiffValue.truth(value));
            case 2 -> put(column, BiffValue.error(value));
            default -> {}
        }
    }

    private Cell number(int style, double value) {
        return BiffValue.number(value, globals.format(style), globals.dates());
    }
}
