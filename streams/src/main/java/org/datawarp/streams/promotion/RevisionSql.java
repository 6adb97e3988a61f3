package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.staging.StagedDataset;
import org.datawarp.streams.staging.TotalRows;

/**
 * The statements that keep what a promotion replaces. As in {@link MergeSql}, {@code d} is a row of the dataset's table,
 * {@code s} the row that takes its place, {@code x} a row of the temporary table {@code differences}; {@code p} holds the
 * promotion's release, run and time.
 *
 * @param table the dataset's, as it is in the database
 * @param source what is joined to {@code x} as {@code s}, with all that its values need
 * @param values the SQL of each of the table's columns in {@code s}
 */
record RevisionSql(Table table, String source, Function<Column, String> values) {

    /** The rows that were found to differ, but not those of periods that are published for the first time. */
    private static final String KEPT = """
            (x.kind <> 'i' OR EXISTS (SELECT 1 FROM datawarp.first_published f WHERE f.dataset = ?
                AND f.period_start = s.period_start AND f.period_end = s.period_end AND f.run <> p.run))""";

    /** Periods of the promotion that are published for the first time: takes dataset, time, dataset, run. */
    static final String NOTE_PERIODS = """
            INSERT INTO datawarp.first_published (dataset, period_start, period_end, run, at)
            SELECT ?, period_start, period_end, run, ? FROM datawarp.coverage WHERE dataset = ? AND run = ?
            ON CONFLICT (dataset, period_start, period_end) DO NOTHING""";

    /** Whether the promotion has periods that were published before: takes dataset, run. */
    static final String MEETS_PUBLISHED = """
            SELECT 1 FROM datawarp.coverage c JOIN datawarp.first_published f USING (dataset, period_start, period_end)
            WHERE c.dataset = ? AND c.run = ? AND f.run <> c.run LIMIT 1""";

    /** Takes release, run, time, dataset. */
    String keep() {
        Map<ColumnName, String> columns = new LinkedHashMap<>();
        for (Column column : Table.PERIOD_COLUMNS) {
            columns.put(column.name(), either(column));
        }
        columns.put(
                Revisions.KIND,
                "CASE x.kind WHEN 'i' THEN '%s' WHEN 'u' THEN '%s' ELSE '%s' END"
                        .formatted(Revisions.ADDED, Revisions.CHANGED, Revisions.REMOVED));
        columns.put(Revisions.AT, "p.at");
        columns.put(Revisions.BY, "p.release");
        columns.put(Revisions.RUN, "p.run");
        columns.put(Revisions.FILE, ifThere(Table.FILE));
        columns.put(Revisions.SHEET, ifThere(Table.SHEET));
        columns.put(Revisions.ROW, ifThere(Table.ROW));
        columns.put(Revisions.ROW_KEY, "x._key::text");
        columns.put(Revisions.CHANGES, changes());
        table.valueColumns().forEach(column -> columns.put(column.name(), either(column)));
        Table.ORIGIN_COLUMNS.forEach(column -> columns.put(column.name(), either(column)));
        String rows = columns.entrySet().stream()
                .map(column -> column.getValue() + " AS " + quoted(column.getKey()))
                .collect(joining(", "));
        return """
                INSERT INTO %s (%s)
                SELECT datawarp.revision_key(_revision), * FROM (
                    SELECT nextval('datawarp.revision') AS _revision, %s
                    FROM differences x
                    CROSS JOIN (SELECT ?::text AS release, ?::text AS run,
                        ?::timestamptz AT TIME ZONE 'UTC' AS at) p
                    LEFT JOIN %s d ON d.ctid = x.place
                    LEFT JOIN %s
                    WHERE %s) r""".formatted(revisions(), names(columns), rows, DatasetTables.name(table.dataset()), source, KEPT);
    }

    private static String names(Map<ColumnName, String> columns) {
        List<String> names = new ArrayList<>(List.of("_key", quoted(Revisions.NUMBER)));
        columns.keySet().forEach(name -> names.add(quoted(name)));
        return String.join(", ", names);
    }

    /** What a row says before; of one that is added, what it says. */
    private String either(Column column) {
        return "CASE WHEN x.kind = 'i' THEN %s ELSE d.%s END".formatted(values.apply(column), quoted(column.name()));
    }

    private String ifThere(ColumnName origin) {
        Column column = Table.ORIGIN_COLUMNS.stream()
                .filter(known -> known.name().equals(origin))
                .findFirst()
                .orElseThrow();
        return "CASE WHEN x.kind <> 'd' THEN %s END".formatted(values.apply(column));
    }

    /**
     * {@code {"column": [before, after]}} of a row that changed, as PostgreSQL writes a {@code jsonb}: keys by length, then
     * by letters. Put together as text, for most columns of most rows have not changed, and need no JSON at all.
     */
    private String changes() {
        List<Column> compared = new ArrayList<>(table.valueColumns());
        compared.add(Table.PERIOD_COLUMNS.get(2));
        String pairs = compared.stream()
                .sorted(Comparator.<Column>comparingInt(
                                column -> column.name().value().length())
                        .thenComparing(column -> column.name().value()))
                .map(this::change)
                .collect(joining(", "));
        return "CASE WHEN x.kind = 'u' THEN '{' || array_to_string(ARRAY[%s], ', ') || '}' END".formatted(pairs);
    }

    private String change(Column column) {
        String before = "d." + quoted(column.name());
        String after = values.apply(column);
        return """
                CASE WHEN %1$s IS DISTINCT FROM %2$s THEN '"%3$s": [' || %4$s || ', ' || %5$s || ']' END""".formatted(before, after, column.name(), json(before, column), json(after, column));
    }

    /** Integers and booleans are written alike in SQL and in JSON, and sooner. */
    private static String json(String value, Column column) {
        String text = switch (column.type().base()) {
            case INTEGER, BOOLEAN -> "(%s)::text";
            case TEXT, NUMBER, DECIMAL, DATE, TIMESTAMP -> "to_jsonb(%s)::text";
        };
        return "coalesce(%s, 'null')".formatted(text.formatted(value));
    }

    /** A row for each period that the dataset was first published with: takes dataset, and run or null for all. */
    String keepFirst() {
        return """
                INSERT INTO %s (_key, period_start, period_end, period_kind, %s, %s, %s, %s, %s,
                    _release, _file, _sheet, _row, _occurrence)
                SELECT datawarp.revision_key(n), period_start, period_end, period_kind, n,
                    '%s', at, release, run, release, '', '', 0, 1
                FROM (
                    SELECT nextval('datawarp.revision') AS n, f.period_start, f.period_end, f.run,
                        coalesce(p.period_kind, 'range') AS period_kind, f.at AT TIME ZONE 'UTC' AS at,
                        coalesce(r.release, '') AS release
                    FROM datawarp.first_published f
                    LEFT JOIN datawarp.releases r ON r.run = f.run
                    LEFT JOIN datawarp.periods p ON p.run = f.run AND p.dataset = f.dataset
                        AND p.period_start = f.period_start AND p.period_end = f.period_end
                    WHERE f.dataset = ? AND f.run = coalesce(?::text, f.run)) f""".formatted(
                        revisions(),
                        quoted(Revisions.NUMBER),
                        quoted(Revisions.KIND),
                        quoted(Revisions.AT),
                        quoted(Revisions.BY),
                        quoted(Revisions.RUN),
                        Revisions.FIRST_PUBLISHED);
    }

    /** The staged rows of periods that were published before and are empty now, as differences: takes dataset, run. */
    static String findReturning(StagedDataset staged) {
        return """
                CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
                SELECT s._key, s._occurrence, 'i' AS kind, NULL::tid AS place, s.ctid AS staged FROM %s s
                WHERE %s AND EXISTS (SELECT 1 FROM datawarp.first_published f WHERE f.dataset = ?
                    AND f.period_start = s.period_start AND f.period_end = s.period_end AND f.run <> ?)""".formatted(staged.table().name(), TotalRows.published(staged.dataset()));
    }

    private String revisions() {
        return DatasetTables.name(Revisions.nameOf(table.dataset()));
    }

    private static String quoted(ColumnName name) {
        return '"' + name.value() + '"';
    }
}
