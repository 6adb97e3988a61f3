package org.datawarp.author.roundtrip;

import java.util.List;
import java.util.stream.Collectors;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Draws a sheet as a CSV, quoted where it must be. */
final class DrawnCsv {

    private DrawnCsv() {}

    static String text(List<SheetRow> rows) {
        return rows.stream()
                .map(row -> row.cells().stream().map(DrawnCsv::field).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String field(Cell cell) {
        String text = cell.text();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
