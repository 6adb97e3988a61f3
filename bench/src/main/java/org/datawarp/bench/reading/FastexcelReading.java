package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** fastexcel-reader, with the formats of cells. */
final class FastexcelReading {

    private FastexcelReading() {}

    static Rival.Count read(Path file) throws IOException {
        long[] counts = new long[3];
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
            for (Sheet sheet : (Iterable<Sheet>) book.getSheets()::iterator) {
                try (Stream<Row> rows = sheet.openStream()) {
                    rows.forEach(row -> take(row, counts));
                }
            }
        }
        return new Rival.Count(counts[0], counts[1], counts[2]);
    }

    private static void take(Row row, long[] counts) {
        long before = counts[1];
        for (Cell cell : row) {
            if (cell != null && cell.getType() != CellType.EMPTY) {
                String text = cell.getText();
                counts[1] += text.isEmpty() ? 0 : 1;
                counts[2] += text.length();
            }
        }
        counts[0] += counts[1] == before ? 0 : 1;
    }
}
