package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Sheets drawn as text, a line for each row, columns separated by bars. */
final class DrawnSheet {

    private DrawnSheet() {}

    static InspectedSheet inspect(String drawing) {
        return inspect("Table 1", drawing);
    }

    static InspectedSheet inspect(String sheet, String drawing) {
        return inspect(new SheetNames("sample.xlsx", "", sheet, false), rows(drawing));
    }

    static InspectedSheet inspect(SheetNames names, List<SheetRow> rows) {
        SheetInspector inspector = new SheetInspector(names, Integer.MAX_VALUE);
        rows.forEach(inspector::row);
        return inspector.finish();
    }

    static List<SheetRow> rows(String drawing) {
        List<SheetRow> rows = new ArrayList<>();
        for (String line : drawing.lines().toList()) {
            List<Cell> cells = new ArrayList<>();
            for (String cell : line.split("\\|", -1)) {
                cells.add(Cell.text(cell.strip()));
            }
            rows.add(new SheetRow(rows.size() + 1, cells));
        }
        return rows;
    }

    /** The only table of a sheet. */
    static InspectedTable table(String drawing) {
        InspectedSheet sheet = inspect(drawing);
        if (sheet.tables().size() != 1) {
            throw new AssertionError("Expected one table, found " + sheet.tables());
        }
        return sheet.tables().get(0);
    }

    static List<String> names(InspectedTable table) {
        return table.columns().stream().map(InspectedColumn::name).toList();
    }

    static long count(InspectedSheet sheet, InspectedRowKind kind) {
        return sheet.rowKinds().getOrDefault(kind, 0L);
    }
}
