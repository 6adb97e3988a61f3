package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.ReplayPreview.ColumnChange;
import org.datawarp.streams.release.ReplayPreview.PeriodChange;
import org.datawarp.streams.release.ReplayPreview.RowPair;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to know of the temporary table {@code differences}: how many, where, and some of them. As in
 * {@link MergeSql}, {@code d} is a row of the dataset's table and {@code s} the one that would take its place.
 */
final class DifferenceReport {

    static final int MOST_SAMPLES = 5;
    private static final int MOST_PERIODS = 24;

    /** What is between them counts the rows that differ in each column. */
    private static final String COUNTS = """
            SELECT coalesce(s.period_start, d.period_start), coalesce(s.period_end, d.period_end),
                count(*) FILTER (WHERE x.kind = 'i'), count(*) FILTER (WHERE x.kind = 'u'),
                count(*) FILTER (WHERE x.kind = 'd')%s
            FROM differences x %s GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC""";

    private static final int FIRST_COLUMN = 6;

    private static final String SAMPLES = """
            SELECT to_jsonb(d)::text, to_jsonb(s)::text, x.kind
            FROM (VALUES ('u'), ('i'), ('d')) k (kind) CROSS JOIN LATERAL (
                SELECT * FROM differences WHERE kind = k.kind ORDER BY _key, _occurrence LIMIT %d) x
            %s ORDER BY x.kind DESC, x._key, x._occurrence""";

    private final DatabaseSession session;
    private final Table table;
    private final String joins;

    /** @param source what is joined as {@code s}: a table, its alias and the condition */
    DifferenceReport(DatabaseSession session, Table table, String source) {
        this.session = session;
        this.table = table;
        this.joins = "LEFT JOIN %s LEFT JOIN %s d ON d.ctid = x.place"
                .formatted(source, DatasetTables.name(table.dataset()));
    }

    /**
     * To be called when {@code differences} was filled. Without statistics the server takes a new table for a tiny one, and
     * compares each of its rows with each other. And it takes each row that is named by its place for a page to be fetched:
     * it would rather read all of a long table. The places are in order, so a page holds many of them.
     */
    static void isFilled(DatabaseSession session) throws SQLException {
        session.execute("ANALYZE differences");
        session.execute("SET LOCAL random_page_cost = 0.1");
    }

    /** Makes room for the next dataset's, whose rows are not found by their places yet. */
    static void isDone(DatabaseSession session) throws SQLException {
        session.execute("DROP TABLE IF EXISTS differences");
        session.execute("SET LOCAL random_page_cost TO DEFAULT");
    }

    /** How many rows would be inserted (i), updated (u) and deleted (d); what there is none of is missing. */
    static Map<String, Long> kinds(DatabaseSession session) throws SQLException {
        Map<String, Long> kinds = new HashMap<>();
        session.query(
                "SELECT kind, count(*) FROM differences GROUP BY kind",
                row -> kinds.put(row.getString(1), row.getLong(2)));
        return kinds;
    }

    /**
     * How many rows differ.
     *
     * @param columns how many of the updated rows differ in each column, most first
     * @param periods what would change in each of the newest periods, newest first
     */
    record Counts(List<ColumnChange> columns, List<PeriodChange> periods) {}

    /** In one pass: the rows of both sides are found once, not for each question. */
    Counts counts() throws SQLException {
        List<Column> columns = table.valueColumns();
        String differing = columns.stream()
                .map(column -> ", count(*) FILTER (WHERE x.kind = 'u' AND d.\"%1$s\" IS DISTINCT FROM s.\"%1$s\"::%2$s)"
                        .formatted(column.name(), column.type().sql()))
                .collect(joining());
        long[] rows = new long[columns.size()];
        List<PeriodChange> periods = session.query(COUNTS.formatted(differing, joins), row -> {
            for (int i = 0; i < rows.length; i++) {
                rows[i] += row.getLong(FIRST_COLUMN + i);
            }
            return new PeriodChange(
                    row.getObject(1, LocalDate.class),
                    row.getObject(2, LocalDate.class),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5));
        });
        List<ColumnChange> changes = IntStream.range(0, rows.length)
                .filter(i -> rows[i] > 0)
                .mapToObj(i -> new ColumnChange(columns.get(i).name(), rows[i]))
                .sorted(Comparator.comparingLong(ColumnChange::rows).reversed())
                .toList();
        return new Counts(changes, periods.subList(0, Math.min(periods.size(), MOST_PERIODS)));
    }

    /** Some rows of each kind. */
    List<RowPair> samples() throws SQLException {
        return session.query(
                SAMPLES.formatted(MOST_SAMPLES, joins),
                row -> new RowPair(
                        values(row.getString(1)), row.getString(3).equals("d") ? null : values(row.getString(2))));
    }

    /** What a person reads of a row: when it is about, and its columns in order. */
    @Nullable
    Map<String, @Nullable String> values(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode row = Json.read(json, JsonNode.class);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        put(values, row, Table.PERIOD_START);
        put(values, row, Table.PERIOD_END);
        for (Column column : table.valueColumns()) {
            put(values, row, column.name());
        }
        return values;
    }

    private static void put(Map<String, @Nullable String> values, JsonNode row, ColumnName column) {
        JsonNode value = row.path(column.value());
        values.put(column.value(), value.isNull() || value.isMissingNode() ? null : value.asText());
    }
}
