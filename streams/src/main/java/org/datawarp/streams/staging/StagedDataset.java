package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.StageTable;

/**
 * What an attempt has staged for a dataset.
 *
 * @param rows those that are published, kept totals among them
 * @param periods how many periods these rows have
 * @param sheets how many of them each sheet gave, by its number within the release; 0 where they were taken from others
 * @param repeats the sheets that repeat others
 * @param filled the columns that have at least one value
 */
public record StagedDataset(
        Dataset dataset,
        StageTable table,
        long rows,
        long periods,
        Map<Integer, Long> sheets,
        SheetRepeats.Found repeats,
        List<ColumnName> filled) {

    private static final String NOTE_PERIODS = """
            INSERT INTO datawarp.periods (run, dataset, period_start, period_end, period_kind, rows)
            SELECT ?, ?, period_start, period_end, min(period_kind), count(*) FROM %s WHERE %s
            GROUP BY period_start, period_end""";

    public StagedDataset {
        sheets = Map.copyOf(sheets);
        filled = List.copyOf(filled);
    }

    /**
     * Removes what is staged twice, counts the rows and records their periods. Creates an empty stage when no row came,
     * so that every dataset can be compared.
     */
    public static StagedDataset measure(DatabaseSession session, String run, Dataset dataset) throws SQLException {
        StageTable table = new StageTable(run, dataset.table());
        table.createIfAbsent(session);
        table.analyze(session);
        String published = TotalRows.published(dataset);
        Map<Integer, Long> sheets = new HashMap<>();
        session.query(
                "SELECT _sheet_number, count(*) FROM %s WHERE %s GROUP BY 1".formatted(table.name(), published),
                row -> sheets.put(row.getInt(1), row.getLong(2)));
        SheetRepeats.Found repeats = SheetRepeats.settle(session, dataset, table, sheets);
        repeats.sheets().forEach(sheet -> sheets.put(sheet, 0L));
        long rows = sheets.values().stream().mapToLong(Long::longValue).sum();
        long periods = session.update(
                NOTE_PERIODS.formatted(table.name(), published),
                run,
                dataset.name().value());
        return new StagedDataset(dataset, table, rows, periods, sheets, repeats, filled(session, table, published));
    }

    private static List<ColumnName> filled(DatabaseSession session, StageTable table, String published)
            throws SQLException {
        List<Column> columns = table.table().valueColumns();
        List<String> counts = new ArrayList<>();
        columns.forEach(column -> counts.add("count(\"%s\") > 0".formatted(column.name())));
        List<ColumnName> filled = new ArrayList<>();
        session.query(
                "SELECT %s FROM %s WHERE %s".formatted(String.join(", ", counts), table.name(), published), row -> {
                    for (int i = 0; i < columns.size(); i++) {
                        if (row.getBoolean(i + 1)) {
                            filled.add(columns.get(i).name());
                        }
                    }
                    return true;
                });
        return filled;
    }
}
