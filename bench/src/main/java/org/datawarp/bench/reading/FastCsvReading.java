package org.datawarp.bench.reading;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;

/** FastCSV, with only the file given: commas, UTF-8. */
final class FastCsvReading {

    private FastCsvReading() {}

    static Rival.Count read(Path file) throws IOException {
        long rows = 0;
        long cells = 0;
        long chars = 0;
        try (CsvReader<CsvRecord> records =
                CsvReader.builder().skipEmptyLines(false).ofCsvRecord(file)) {
            for (CsvRecord each : records) {
                long before = cells;
                for (int i = 0; i < each.getFieldCount(); i++) {
                    String field = each.getField(i);
                    cells += field.isEmpty() ? 0 : 1;
                    chars += field.length();
                }
                rows += cells == before ? 0 : 1;
            }
        }
        return new Rival.Count(rows, cells, chars);
    }
}
