package org.datawarp.streams.postgres;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.postgres.ReplayPreview.ColumnChange;
import org.datawarp.streams.postgres.ReplayPreview.PeriodChange;
import org.datawarp.streams.postgres.ReplayPreview.RowPair;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to know of the temporary table {@code differences}: how many, where, and some of them. As in
 * {@link MergeSql}, {@code d} is a row of the dataset's table and {@code s} the one that would take its place.
 */
final class DifferenceReport {

    static final int MOST_SAMPLES = 5;
    private static final int MOST_PERIODS = 24;

    private static final String BY_PERIOD = """
            SELECT coalesce(s.period_start, d.period_start), coalesce(s.period_end, d.period_end),
                count(*) FILTER (WHERE x.kind = 'i'), count(*) FILTER (WHERE x.kind = 'u'),
                count(*) FILTER (WHERE x.kind = 'd')
            FROM differences x %s GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC LIMIT""" + " " + MOST_PERIODS;

    private static final String SAMPLES = """
            SELECT to_jsonb(d)::text, to_jsonb(s)::text, x.kind FROM (
                SELECT *, row_number() OVER (PARTITION BY kind ORDER BY _key) AS n FROM differences) x
            %s WHERE x.n <=""" + " " + MOST_SAMPLES + " ORDER BY x.kind DESC, x.n";

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
     * compares each of its rows with each other. And it takes what it has just read for costly to read again: it would
     * rather read all of a long table than the places that are named.
     */
    static void isFilled(DatabaseSession session) throws SQLException {
        session.execute("ANALYZE differences");
        session.execute("SET LOCAL random_page_cost = 1");
    }

    /** How many rows would be inserted (i), updated (u) and deleted (d); what there is none of is missing. */
    static Map<String, Long> kinds(DatabaseSession session) throws SQLException {
        Map<String, Long> kinds = new HashMap<>();
        session.query(
                "SELECT kind, count(*) FROM differences GROUP BY kind",
                row -> kinds.put(row.getString(1), row.getLong(2)));
        return kinds;
    }

    /** How many of the updated rows differ in each column, most first. */
    List<ColumnChange> columns(Map<String, Long> kinds) throws SQLException {
        List<Column> columns = table.valueColumns();
        if (!kinds.containsKey("u") || columns.isEmpty()) {
            return List.of();
        }
        String counts = columns.stream()
                .map(column -> "count(*) FILTER (WHERE d.\"%1$s\" IS DISTINCT FROM s.\"%1$s\"::%2$s)"
                        .formatted(column.name(), column.type().sql()))
                .collect(joining(", "));
        List<ColumnChange> changes = new ArrayList<>();
        session.query("SELECT %s FROM differences x %s WHERE x.kind = 'u'".formatted(counts, joins), row -> {
            for (int i = 0; i < columns.size(); i++) {
                if (row.getLong(i + 1) > 0) {
                    changes.add(new ColumnChange(columns.get(i).name(), row.getLong(i + 1)));
                }
            }
            return true;
        });
        changes.sort(Comparator.comparingLong(ColumnChange::rows).reversed());
        return changes;
    }

    /** What would change in each period, newest first. */
    List<PeriodChange> periods() throws SQLException {
        return session.query(
                BY_PERIOD.formatted(joins),
                row -> new PeriodChange(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, LocalDate.class),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)));
    }

    /** Some rows of each kind. */
    List<RowPair> samples() throws SQLException {
        return session.query(
                SAMPLES.formatted(joins),
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
