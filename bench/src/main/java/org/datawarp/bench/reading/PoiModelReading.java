package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;

/** POI's user model: the whole workbook in memory. */
final class PoiModelReading {

    private PoiModelReading() {}

    static Rival.Count read(Path file) throws IOException {
        long rows = 0;
        long cells = 0;
        long chars = 0;
        try (Workbook book = WorkbookFactory.create(file.toFile(), null, true)) {
            for (Sheet sheet : book) {
                for (Row row : sheet) {
                    long before = cells;
                    for (Cell cell : row) {
                        String text = text(cell);
                        cells += text.isEmpty() ? 0 : 1;
                        chars += text.length();
                    }
                    rows += cells == before ? 0 : 1;
                }
            }
        }
        return new Rival.Count(rows, cells, chars);
    }

    private static String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> Double.toString(cell.getNumericCellValue());
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
            case ERROR -> "#";
            case BLANK, FORMULA, _NONE -> "";
        };
    }
}
