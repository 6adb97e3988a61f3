package org.datawarp.producers.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;

/**
 * Reads the records of one worksheet of Excel 2, 3 or 4. Excel 2 has its own record ids and stores a cell's number
 * format with the cell; later versions refer to a style. Owned by one reading.
 */
final class EarlyXlsSheet {

    private static final int FORMAT = 0x001E;
    private static final int FORMAT_4 = 0x041E;
    private static final int STYLE_3 = 0x0243;
    private static final int STYLE_4 = 0x0443;
    private static final int DATE_MODE = 0x0022;
    private static final int CODE_PAGE = 0x0042;
    private static final int BLANK_2 = 0x0001;
    private static final int BLANK = 0x0201;
    private static final int INTEGER_2 = 0x0002;
    private static final int NUMBER_2 = 0x0003;
    private static final int NUMBER = 0x0203;
    private static final int LABEL_2 = 0x0004;
    private static final int LABEL = 0x0204;
    private static final int TRUTH_OR_ERROR_2 = 0x0005;
    private static final int TRUTH_OR_ERROR = 0x0205;
    private static final int FORMULA_2 = 0x0006;
    private static final int FORMULA_3 = 0x0206;
    private static final int FORMULA_4 = 0x0406;
    private static final int FORMULA_TEXT_2 = 0x0007;
    private static final int FORMULA_TEXT = 0x0207;
    private static final int RK = 0x027E;

    private static final int FORMAT_BITS = 0x3F;
    private static final long NO_NUMBER = 0xFFFFL;
    private static final int NO_COLUMN = -1;

    private final EarlyBiffStream records;
    private final RowCells rows;
    private final List<NumberFormat> formats = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private SerialDate dates = SerialDate.FROM_1900;
    private int column;
    private NumberFormat format = NumberFormat.GENERAL;
    private int textColumn = NO_COLUMN;

    EarlyXlsSheet(EarlyBiffStream records, RowCells rows) {
        this.records = records;
        this.rows = rows;
    }

    void take(int record) throws IOException {
        switch (record) {
            case DATE_MODE -> dates = records.twoBytes() == 1 ? SerialDate.FROM_1904 : SerialDate.FROM_1900;
            case CODE_PAGE -> records.codePage(records.twoBytes());
            case FORMAT -> formats.add(NumberFormat.of(records.text(records.byteAt())));
            case FORMAT_4 -> {
                records.twoBytes();
                formats.add(NumberFormat.of(records.text(records.byteAt())));
            }
            case STYLE_3, STYLE_4 -> {
                records.byteAt();
                styles.add(records.byteAt());
            }
            default -> takeCell(record);
        }
    }

    private void takeCell(int record) throws IOException {
        switch (record) {
            case BLANK_2, BLANK -> beginCell(record == BLANK_2);
            case INTEGER_2 -> {
                beginCell(true);
                put(number(records.twoBytes()));
            }
            case NUMBER_2, NUMBER -> {
                beginCell(record == NUMBER_2);
                put(number(records.content().getDouble()));
            }
            case RK -> {
                beginCell(false);
                put(number(BiffValue.rk(records.content().getInt())));
            }
            case LABEL_2, LABEL -> {
                beginCell(record == LABEL_2);
                put(Cell.text(records.text(record == LABEL_2 ? records.byteAt() : records.twoBytes())));
            }
            case TRUTH_OR_ERROR_2, TRUTH_OR_ERROR -> {
                beginCell(record == TRUTH_OR_ERROR_2);
                int value = records.byteAt();
                put(records.byteAt() == 0 ? BiffValue.truth(value) : BiffValue.error(value));
            }
            case FORMULA_2, FORMULA_3, FORMULA_4 -> {
                beginCell(record == FORMULA_2);
                takeResult(records.content().getLong());
            }
            case FORMULA_TEXT_2, FORMULA_TEXT -> takeText(record == FORMULA_TEXT_2);
            default -> {}
        }
    }

    /** Reads the place of a cell and its number format. */
    private void beginCell(boolean ofExcel2) throws IOException {
        int row = records.twoBytes() + 1;
        column = records.twoBytes();
        textColumn = NO_COLUMN;
        if (row != rows.row()) {
            finishRow();
            rows.begin(row);
        }
        if (ofExcel2) {
            records.byteAt();
            format = format(records.byteAt() & FORMAT_BITS);
            records.byteAt();
        } else {
            int style = records.twoBytes();
            format = style < styles.size() ? format(styles.get(style)) : NumberFormat.GENERAL;
        }
    }

    private NumberFormat format(int id) {
        return id < formats.size() ? formats.get(id) : NumberFormat.builtIn(id);
    }

    private void put(Cell cell) throws IOException {
        rows.put(column, cell);
    }

    private Cell number(double value) {
        return BiffValue.number(value, format, dates);
    }

    /** The result that was stored with a formula; a text follows in a record of its own. */
    private void takeResult(long result) throws IOException {
        int value = (int) (result >>> 16) & 0xFF;
        if (result >>> 48 != NO_NUMBER) {
            put(number(Double.longBitsToDouble(result)));
            return;
        }
        switch ((int) result & 0xFF) {
            case 0 -> textColumn = column;
            case 1 -> put(BiffValue.truth(value));
            case 2 -> put(BiffValue.error(value));
            default -> {}
        }
    }

    private void takeText(boolean ofExcel2) throws IOException {
        if (textColumn != NO_COLUMN) {
            rows.put(textColumn, Cell.text(records.text(ofExcel2 ? records.byteAt() : records.twoBytes())));
            textColumn = NO_COLUMN;
        }
    }

    private void finishRow() throws IOException {
        if (rows.row() > 0) {
            rows.end();
        }
    }

    void finish() throws IOException {
        finishRow();
        rows.finish();
    }
}
