package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.CellName;
import org.datawarp.author.cell.CellValue;
import org.datawarp.author.cell.PeriodEvidence;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Reads labels with one value each as a table of two columns. */
final class PairTable {

    private PairTable() {}

    static InspectedTable of(TableDraft table, int until, SheetNames names, int rowsKept) {
        SheetWindow window = table.strip().window();
        List<Integer> rows = table.dataRows();
        List<Integer> columns = table.strip().filledColumns(rows.get(0));
        ColumnEvidence evidence = new ColumnEvidence("");
        rows.forEach(row -> evidence.add(window.cell(row, columns.get(1))));
        TableSurroundings surroundings = new TableSurroundings(table, until);
        PeriodEvidence texts = new PeriodEvidence().title(surroundings.title());
        surroundings.above().forEach(texts::title);
        PeriodEvidence.Finding finding = texts.names(names).period();
        return new InspectedTable(
                surroundings.title(),
                CellName.of(columns.get(0), window.row(rows.get(0)).row()) + ":"
                        + CellName.of(columns.get(1), window.row(table.last()).row()),
                List.of(),
                columns(columns, evidence),
                rows.size(),
                0,
                List.of(),
                finding.period(),
                texts.vintage(),
                finding.source(),
                surroundings.notes(),
                evidence.coherence(),
                values(window, rows.subList(0, Math.min(rowsKept, rows.size())), columns, evidence.type()),
                List.of());
    }

    private static List<InspectedColumn> columns(List<Integer> columns, ColumnEvidence evidence) {
        return List.of(
                new InspectedColumn(
                        "label", List.of(), ColumnType.TEXT, ColumnRole.KEY, null, columns.get(0) + 1, List.of()),
                new InspectedColumn(
                        "value",
                        List.of(),
                        evidence.type(),
                        ColumnRole.MEASURE,
                        null,
                        columns.get(1) + 1,
                        evidence.marks()));
    }

    private static List<List<@Nullable Object>> values(
            SheetWindow window, List<Integer> rows, List<Integer> columns, ColumnType type) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int row : rows) {
            Cell value = window.cell(row, columns.get(1));
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(window.text(row, columns.get(0)));
            pair.add(CellValue.of(value, type));
            values.add(pair);
        }
        return values;
    }
}
