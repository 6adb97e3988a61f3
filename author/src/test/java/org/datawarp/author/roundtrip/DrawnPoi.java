package org.datawarp.author.roundtrip;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;

/** Draws sheets into a workbook of Apache POI. */
final class DrawnPoi {

    private static final String DATE = "dd/mm/yyyy";

    private final Workbook workbook;
    private final Map<String, CellStyle> styles = new HashMap<>();

    DrawnPoi(Workbook workbook) {
        this.workbook = workbook;
    }

    void add(String name, List<SheetRow> rows) {
        Sheet sheet = workbook.createSheet(name);
        for (SheetRow row : rows) {
            Row drawn = sheet.createRow(row.row() - 1);
            for (int column = 0; column < row.cells().size(); column++) {
                put(drawn, column, row.cell(column));
            }
            for (MergedCell merged : row.merged()) {
                sheet.addMergedRegion(new CellRangeAddress(
                        row.row() - 1, row.row() + merged.rows() - 2, merged.column(), merged.end() - 1));
            }
        }
    }

    private void put(Row row, int column, Cell cell) {
        switch (cell.kind()) {
            case BLANK -> {}
            case TEXT -> row.createCell(column).setCellValue(cell.text());
            case BOOLEAN -> row.createCell(column).setCellValue(cell.text().equals("true"));
            case ERROR ->
                row.createCell(column)
                        .setCellErrorValue(FormulaError.forString(cell.text()).getCode());
            case NUMBER -> {
                org.apache.poi.ss.usermodel.Cell number = row.createCell(column);
                number.setCellValue(Double.parseDouble(cell.text()));
                if (!cell.format().isEmpty()) {
                    number.setCellStyle(style(cell.format()));
                }
            }
            case DATE -> {
                org.apache.poi.ss.usermodel.Cell date = row.createCell(column);
                date.setCellValue(LocalDate.parse(cell.text()));
                date.setCellStyle(style(DATE));
            }
        }
    }

    private CellStyle style(String format) {
        return styles.computeIfAbsent(format, code -> {
            CellStyle style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat(code));
            return style;
        });
    }
}
