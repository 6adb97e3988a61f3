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
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.postgres.ReplayPreview.ColumnChange;
import org.datawarp.streams.postgres.ReplayPreview.DatasetPreview;
import org.datawarp.streams.postgres.ReplayPreview.PeriodChange;
import org.datawarp.streams.postgres.ReplayPreview.RowPair;
import org.jspecify.annotations.Nullable;

/** Compares what an attempt has staged for one dataset with the dataset's table. Part of the session's transaction. */
final class DatasetDifferences {

    private static final int MOST_SAMPLES = 5;
    private static final int MOST_PERIODS = 24;

    private static final String BY_PERIOD = """
            SELECT coalesce(s.period_start, d.period_start), coalesce(s.period_end, d.period_end),
                count(*) FILTER (WHERE x.kind = 'i'), count(*) FILTER (WHERE x.kind = 'u'),
                count(*) FILTER (WHERE x.kind = 'd')
            FROM differences x %s GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC LIMIT""" + " " + MOST_PERIODS;

    private static final String SAMPLES = """
            SELECT to_jsonb(d)::text, to_jsonb(s)::text FROM (
                SELECT *, row_number() OVER (PARTITION BY kind ORDER BY _key) AS n FROM differences) x
            %s WHERE x.n <=""" + " " + MOST_SAMPLES + " ORDER BY x.kind DESC, x.n";

    private static final String BESIDE = """
            SELECT to_jsonb(d)::text, to_jsonb(s)::text
            FROM (SELECT * FROM %s WHERE %s ORDER BY _sheet_number, _row_number, _place LIMIT %d) s
            LEFT JOIN LATERAL (
                SELECT * FROM %s d WHERE %s AND d.period_start BETWEEN ? AND ?
                    AND (d.period_start, d.period_end) <> (s.period_start, s.period_end)
                ORDER BY d.period_end DESC LIMIT 1) d ON true
            ORDER BY s._sheet_number, s._row_number, s._place""";

    private static final String LAST_PERIOD = """
            SELECT p.period_start FROM datawarp.coverage p
            WHERE p.dataset = ? AND p.period_start < ? ORDER BY p.period_start DESC LIMIT 1""";

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final StagedDataset staged;
    private final Dataset dataset;

    DatasetDifferences(DatabaseSession session, ReleaseStatus release, StagedDataset staged) {
        this.session = session;
        this.release = release;
        this.staged = staged;
        this.dataset = staged.dataset();
    }

    /** Empty when the dataset has no rows, before and after. */
    Optional<DatasetPreview> find() throws SQLException {
        TablePlan plan = DatasetTables.plan(session, dataset.table());
        if (!plan.problems().isEmpty()) {
            return Optional.of(preview(Map.of("i", staged.rows()), List.of(), List.of(), List.of(), List.of()));
        }
        DatasetTables.apply(session, plan, release.publication());
        DatasetMerge merge = new DatasetMerge(session, release, staged, plan.table());
        merge.findDifferences();
        Map<String, Long> kinds = new HashMap<>();
        session.query(
                "SELECT kind, count(*) FROM differences GROUP BY kind",
                row -> kinds.put(row.getString(1), row.getLong(2)));
        boolean nothing = staged.rows() == 0 && kinds.isEmpty();
        Optional<DatasetPreview> preview = nothing
                ? Optional.empty()
                : Optional.of(preview(kinds, columns(kinds), periods(), samples(), beside()));
        session.execute("DROP TABLE differences");
        return preview;
    }

    private DatasetPreview preview(
            Map<String, Long> kinds,
            List<ColumnChange> columns,
            List<PeriodChange> periods,
            List<RowPair> changed,
            List<RowPair> beside) {
        return new DatasetPreview(
                dataset.name(),
                staged.rows(),
                kinds.getOrDefault("i", 0L),
                kinds.getOrDefault("u", 0L),
                kinds.getOrDefault("d", 0L),
                columns,
                periods,
                changed,
                beside);
    }

    /** The differences with the rows that they are between. */
    private String join() {
        return "LEFT JOIN %s s ON s._key = x._key AND s._occurrence = x._occurrence AND s.%s"
                        .formatted(staged.table().name(), TotalRows.published(dataset))
                + " LEFT JOIN %s d ON d._key = x._key AND d._occurrence = x._occurrence"
                        .formatted(DatasetTables.name(dataset.name()));
    }

    private List<ColumnChange> columns(Map<String, Long> kinds) throws SQLException {
        List<Column> columns = dataset.table().valueColumns();
        if (!kinds.containsKey("u") || columns.isEmpty()) {
            return List.of();
        }
        String counts = columns.stream()
                .map(column -> "count(*) FILTER (WHERE d.\"%1$s\" IS DISTINCT FROM s.\"%1$s\"::%2$s)"
                        .formatted(column.name(), column.type().sql()))
                .collect(joining(", "));
        List<ColumnChange> changes = new ArrayList<>();
        session.query("SELECT %s FROM differences x %s WHERE x.kind = 'u'".formatted(counts, join()), row -> {
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

    private List<PeriodChange> periods() throws SQLException {
        return session.query(
                BY_PERIOD.formatted(join()),
                row -> new PeriodChange(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, LocalDate.class),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)));
    }

    private List<RowPair> samples() throws SQLException {
        return session.query(
                SAMPLES.formatted(join()), row -> new RowPair(values(row.getString(1)), values(row.getString(2))));
    }

    /** Some of the release's rows, each beside the row with the same key in the newest period before. */
    private List<RowPair> beside() throws SQLException {
        String sameKey = dataset.table().valueColumns().stream()
                .filter(column -> column.role() == ColumnRole.KEY)
                .map(column -> "d.\"%1$s\" IS NOT DISTINCT FROM s.\"%1$s\"::%2$s"
                        .formatted(column.name(), column.type().sql()))
                .collect(joining(" AND "));
        LocalDate before = session.first(
                        LAST_PERIOD,
                        row -> row.getObject(1, LocalDate.class),
                        dataset.name().value(),
                        release.period().start())
                .orElse(release.period().start());
        String sql = BESIDE.formatted(
                staged.table().name(),
                TotalRows.published(dataset),
                MOST_SAMPLES,
                DatasetTables.name(dataset.name()),
                sameKey.isEmpty() ? "false" : sameKey);
        return session.query(
                sql, row -> new RowPair(values(row.getString(1)), values(row.getString(2))), before, before);
    }

    /** What a person reads of a row: when it is about, and its columns in order. */
    private @Nullable Map<String, @Nullable String> values(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode row = Json.read(json, JsonNode.class);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        put(values, row, Table.PERIOD_START);
        put(values, row, Table.PERIOD_END);
        for (Column column : dataset.table().valueColumns()) {
            put(values, row, column.name());
        }
        return values;
    }

    private static void put(Map<String, @Nullable String> values, JsonNode row, ColumnName column) {
        JsonNode value = row.path(column.value());
        values.put(column.value(), value.isNull() || value.isMissingNode() ? null : value.asText());
    }
}
