package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.release.StageTable;
import org.datawarp.streams.staging.StagedDataset;
import org.datawarp.streams.staging.TotalRows;

/**
 * The statements that bring staged rows into a dataset's table. {@code s} is a staged row, {@code d} one of the table,
 * {@code h} the staged row's sheet, {@code c} who owns its period.
 *
 * <p>The captured table is written row by row with INSERT, UPDATE and DELETE, never with COPY: rows that one COPY puts on
 * a page share a position in the log, and the change feed loses them when it is cut off between two.
 */
final class MergeSql {

    /** Whether the attempt owns the period of a row: takes dataset and run. */
    private static final String OWNS = "EXISTS (SELECT 1 FROM datawarp.coverage c WHERE c.dataset = ? AND c.run = ?"
            + " AND c.period_start = %1$s.period_start AND c.period_end = %1$s.period_end)";

    private static final String SAME_ROW = "d._key = %1$s._key AND d._occurrence = %1$s._occurrence";

    private final String data;
    private final String stage;
    private final String published;
    private final Table table;
    private final Set<ColumnName> staged;
    private final boolean isOnePeriod;

    /** @param table as it is in the database; columns that the stage lacks are absent from now on */
    MergeSql(Table table, StagedDataset rows) {
        StageTable stage = rows.table();
        this.data = DatasetTables.name(table.dataset());
        this.stage = stage.name();
        this.published = TotalRows.published(rows.dataset());
        this.isOnePeriod = rows.periods() == 1;
        this.table = table;
        this.staged = stage.table().valueColumns().stream().map(Column::name).collect(Collectors.toSet());
    }

    /** How what they replace is kept. */
    RevisionSql revisions() {
        String source = """
                %s s ON s.ctid = x.staged
                LEFT JOIN datawarp.sheets h ON h.run = p.run AND h.sheet = s._sheet_number""".formatted(stage);
        return new RevisionSql(
                table, source, column -> column.name().equals(Table.RELEASE) ? "p.release" : value(column));
    }

    /** Whether a key repeats. */
    String findDuplicates() {
        return "SELECT 1 FROM %s s WHERE %s GROUP BY _key HAVING count(*) > 1 LIMIT 1".formatted(stage, published);
    }

    /** Numbers the rows of each key that repeats; the first keeps its 1. */
    String numberDuplicates() {
        return """
                UPDATE %1$s s SET _occurrence = n.occurrence
                FROM (SELECT ctid AS place, row_number() OVER (
                          PARTITION BY _key ORDER BY _sheet_number, _row_number, _place) AS occurrence
                      FROM %1$s
                      WHERE %2$s AND _key IN (
                          SELECT _key FROM %1$s WHERE %2$s GROUP BY _key HAVING count(*) > 1)) n
                WHERE s.ctid = n.place AND n.occurrence > 1""".formatted(stage, published);
    }

    /** Takes release, run. */
    String insertAll() {
        return insert(published, "");
    }

    /** Takes release, run, dataset, run. */
    String insertOwned() {
        return insert(published + " AND " + OWNS.formatted("s"), "");
    }

    /** Of what {@link #findDifferences} found: takes release, run. */
    String insertDifferences() {
        return insert("true", " JOIN differences x ON x.kind = 'i' AND x.staged = s.ctid");
    }

    private String insert(String condition, String join) {
        List<String> names = new ArrayList<>(List.of("_key"));
        List<String> values = new ArrayList<>(List.of("s._key"));
        for (Column column : table.columns()) {
            names.add(quoted(column.name()));
            values.add(value(column));
        }
        String sql =
                "INSERT INTO %s (%s) SELECT %s FROM %s s JOIN datawarp.sheets h ON h.run = ? AND h.sheet = s._sheet_number%s WHERE %s"
                        .formatted(data, String.join(", ", names), String.join(", ", values), stage, join, condition);
        return isOnePeriod ? sql : sql + " ORDER BY s.period_start, s.period_end, s._sheet_number, s._row_number";
    }

    /**
     * Compares the periods that the attempt owns in the table and in the stage, into the temporary table
     * {@code differences}: takes dataset, run, the first and the last period's start, dataset, run. Its {@code place} and
     * {@code staged} are where the rows stand: to find them by their keys again would read a long table once for each
     * question. Both hold until the transaction ends, in which no other session writes to the dataset.
     */
    String findDifferences() {
        return """
                CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
                SELECT coalesce(s._key, d._key) AS _key, coalesce(s._occurrence, d._occurrence) AS _occurrence,
                    CASE WHEN d._key IS NULL THEN 'i' WHEN s._key IS NULL THEN 'd' ELSE 'u' END AS kind,
                    d.place, s.staged
                FROM (SELECT s.ctid AS staged, s.* FROM %s s WHERE %s AND %s) s
                FULL JOIN (SELECT d.ctid AS place, d.* FROM %s d WHERE d.period_start BETWEEN ? AND ? AND %s) d ON %s
                WHERE d._key IS NULL OR s._key IS NULL OR %s""".formatted(
                stage, published, OWNS.formatted("s"), data, OWNS.formatted("d"), SAME_ROW.formatted("s"), differ());
    }

    /**
     * The same for a dataset to which releases only add: rows that are there stay, those of periods that the attempt
     * owns are brought up to date. Takes dataset, run.
     */
    String findAdditions() {
        return """
                CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
                SELECT s._key, s._occurrence, CASE WHEN d._key IS NULL THEN 'i' ELSE 'u' END AS kind,
                    d.ctid AS place, s.ctid AS staged
                FROM %s s LEFT JOIN %s d ON %s
                WHERE %s AND (d._key IS NULL OR (%s AND %s))""".formatted(stage, data, SAME_ROW.formatted("s"), published, differ(), OWNS.formatted("s"));
    }

    String deleteDifferences() {
        return "DELETE FROM %s d USING differences x WHERE x.kind = 'd' AND d.ctid = x.place".formatted(data);
    }

    /** Takes release, run. */
    String updateDifferences() {
        String assignments = table.columns().stream()
                .filter(column -> !column.name().equals(Table.OCCURRENCE))
                .map(column -> quoted(column.name()) + " = " + value(column))
                .collect(joining(", "));
        return """
                UPDATE %s d SET %s
                FROM differences x
                JOIN %s s ON s.ctid = x.staged
                JOIN datawarp.sheets h ON h.run = ? AND h.sheet = s._sheet_number
                WHERE x.kind = 'u' AND d.ctid = x.place""".formatted(data, assignments, stage);
    }

    /** What a row says, apart from where it was published. */
    private String differ() {
        List<Column> compared = new ArrayList<>(table.valueColumns());
        compared.add(Table.PERIOD_COLUMNS.get(2));
        String before = compared.stream().map(c -> "d." + quoted(c.name())).collect(joining(", "));
        String after = compared.stream().map(this::value).collect(joining(", "));
        return "ROW(%s) IS DISTINCT FROM ROW(%s)".formatted(before, after);
    }

    private String value(Column column) {
        ColumnName name = column.name();
        if (name.equals(Table.RELEASE)) {
            return "?::text";
        }
        if (name.equals(Table.FILE)) {
            return "h.file";
        }
        if (name.equals(Table.SHEET)) {
            return "h.label";
        }
        if (name.equals(Table.ROW)) {
            return "s._row_number";
        }
        if (Table.PERIOD_COLUMNS.contains(column) || name.equals(Table.OCCURRENCE)) {
            return "s." + quoted(name);
        }
        return staged.contains(name)
                ? "s.%s::%s".formatted(quoted(name), column.type().sql())
                : "NULL::" + column.type().sql();
    }

    private static String quoted(ColumnName name) {
        return '"' + name.value() + '"';
    }
}
