package org.datawarp.author.roundtrip;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.datawarp.producers.read.XlsbParts;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;

/** Draws sheets as the records of an XLSB, as Excel writes them. */
final class DrawnXlsb {

    /** Styles from 1 on. */
    static final String[] FORMATS = {"0.0%", "dd/mm/yyyy"};

    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
    private static final int ERROR = 3;
    private static final int TRUTH = 4;
    private static final int REAL = 5;
    private static final int NOT_AVAILABLE = 42;

    private DrawnXlsb() {}

    static XlsbParts.Records sheet(List<SheetRow> rows) {
        XlsbParts.Records records = new XlsbParts.Records();
        XlsbParts.Records behind = new XlsbParts.Records();
        for (SheetRow row : rows) {
            records.row(row.row());
            for (int column = 0; column < row.cells().size(); column++) {
                put(records, column, row.cell(column));
            }
            for (MergedCell merged : row.merged()) {
                behind.records(
                        XlsbParts.merged(row.row(), row.row() + merged.rows() - 1, merged.column(), merged.end() - 1));
            }
        }
        return XlsbParts.sheet(records, behind);
    }

    private static void put(XlsbParts.Records records, int column, Cell cell) {
        switch (cell.kind()) {
            case BLANK -> {}
            case TEXT -> records.text(column, cell.text());
            case BOOLEAN ->
                records.cell(TRUTH, column, 0, XlsbParts.bytes().raw(cell.text().equals("true") ? 1 : 0));
            case ERROR -> records.cell(ERROR, column, 0, XlsbParts.bytes().raw(NOT_AVAILABLE));
            case NUMBER ->
                records.cell(
                        REAL,
                        column,
                        cell.format().isEmpty() ? 0 : 1,
                        XlsbParts.bytes().number(Double.parseDouble(cell.text())));
            case DATE ->
                records.cell(REAL, column, 2, XlsbParts.bytes().number((double)
                        ChronoUnit.DAYS.between(DAY_0, LocalDate.parse(cell.text()))));
        }
    }
}
