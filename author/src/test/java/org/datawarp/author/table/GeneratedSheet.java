package org.datawarp.author.table;

import java.util.List;
import java.util.Set;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.SheetRow;

/**
 * A sheet whose content is known.
 *
 * @param layouts which of the published layouts it has, for messages
 * @param dataRows of all tables together; -1 when rows belong to several tables
 */
public record GeneratedSheet(
        Set<String> layouts,
        List<SheetRow> rows,
        boolean csv,
        List<ExpectedTable> tables,
        long dataRows,
        long totalRows) {

    InspectedSheet inspect() {
        SheetNames names =
                csv ? new SheetNames("a.csv", "", "a.csv", false) : new SheetNames("a.xlsx", "", "Data", false);
        return DrawnSheet.inspect(names, rows);
    }

    /** What was read differently than it was drawn; empty when nothing was. */
    String misses() {
        return misses(inspect());
    }

    /** What was read differently than it was drawn; empty when nothing was. */
    public String misses(InspectedSheet sheet) {
        StringBuilder misses = new StringBuilder();
        long counted =
                sheet.rowKinds().values().stream().mapToLong(Long::longValue).sum();
        if (sheet.rows() != rows.size() || counted != rows.size()) {
            misses.append("  rows: expected ")
                    .append(rows.size())
                    .append(", found ")
                    .append(sheet.rowKinds())
                    .append('\n');
        }
        if (sheet.tables().size() != tables.size()) {
            return misses + "  tables: expected " + regions() + ", found "
                    + sheet.tables().stream().map(InspectedTable::region).toList() + '\n';
        }
        for (int i = 0; i < tables.size(); i++) {
            misses.append(tables.get(i).misses(sheet.tables().get(i)));
        }
        long data = DrawnSheet.count(sheet, InspectedRowKind.DATA);
        long totals = DrawnSheet.count(sheet, InspectedRowKind.TOTAL);
        if (misses.isEmpty() && dataRows >= 0 && (data != dataRows || totals != totalRows)) {
            misses.append("  data and totals: expected ")
                    .append(dataRows)
                    .append(' ')
                    .append(totalRows)
                    .append(", found ")
                    .append(sheet.rowKinds())
                    .append('\n');
        }
        return misses.toString();
    }

    private List<String> regions() {
        return tables.stream().map(ExpectedTable::region).toList();
    }
}
