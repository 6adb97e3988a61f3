package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayPreview.RowPair;
import org.datawarp.streams.staging.StagedDataset;
import org.datawarp.streams.staging.TotalRows;

/** Compares what an attempt has staged for one dataset with the dataset's table. Part of the session's transaction. */
final class DatasetDifferences {

    /** The few rows are hashed by the texts of their keys: so the period before is read once, not once for each. */
    private static final String BESIDE = """
            SELECT DISTINCT ON (s._sheet_number, s._row_number, s._place) to_jsonb(d)::text, to_jsonb(s)::text
            FROM (SELECT * FROM %s WHERE %s ORDER BY _sheet_number, _row_number, _place LIMIT %d) s
            LEFT JOIN %s d ON %s AND d.period_start BETWEEN ? AND ?
                AND (d.period_start, d.period_end) <> (s.period_start, s.period_end)
            ORDER BY s._sheet_number, s._row_number, s._place, d.period_end DESC""";

    private static final String SAME_KEY = """
            coalesce(d."%1$s"::text, '') = coalesce(s."%1$s"::%2$s::text, '')
                AND d."%1$s" IS NOT DISTINCT FROM s."%1$s"::%2$s""";

    private static final String LAST_PERIOD = """
            SELECT p.period_start FROM datawarp.coverage p
            WHERE p.dataset = ? AND p.period_start < ? ORDER BY p.period_start DESC LIMIT 1""";

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final StagedDataset staged;
    private final Dataset dataset;
    private final DifferenceReport report;

    DatasetDifferences(DatabaseSession session, ReleaseStatus release, StagedDataset staged) {
        this.session = session;
        this.release = release;
        this.staged = staged;
        this.dataset = staged.dataset();
        this.report = new DifferenceReport(
                session,
                dataset.table(),
                "%s s ON s.ctid = x.staged".formatted(staged.table().name()));
    }

    /** Empty when the dataset has no rows, before and after. */
    Optional<DatasetPreview> find() throws SQLException {
        TablePlan plan = DatasetTables.plan(session, dataset.table());
        if (!plan.problems().isEmpty()) {
            return Optional.of(preview(
                    Map.of("i", staged.rows()),
                    new DifferenceReport.Counts(List.of(), List.of()),
                    List.of(),
                    List.of()));
        }
        DatasetTables.apply(session, plan, release.publication());
        DatasetMerge merge = new DatasetMerge(session, release, staged, plan.table(), release.openedAt());
        merge.findDifferences();
        Map<String, Long> kinds = DifferenceReport.kinds(session);
        boolean nothing = staged.rows() == 0 && kinds.isEmpty();
        Optional<DatasetPreview> preview =
                nothing ? Optional.empty() : Optional.of(preview(kinds, report.counts(), report.samples(), beside()));
        DifferenceReport.isDone(session);
        return preview;
    }

    /** Of what was found, before any of it is written; without rows of the period before, which only a repair needs. */
    DatasetPreview describe(Map<String, Long> kinds) throws SQLException {
        return preview(kinds, report.counts(), report.samples(), List.of());
    }

    private DatasetPreview preview(
            Map<String, Long> kinds, DifferenceReport.Counts counts, List<RowPair> changed, List<RowPair> beside) {
        return new DatasetPreview(
                dataset.name(),
                staged.rows(),
                kinds.getOrDefault("i", 0L),
                kinds.getOrDefault("u", 0L),
                kinds.getOrDefault("d", 0L),
                counts.columns(),
                counts.periods(),
                changed,
                beside);
    }

    /** Some of the release's rows, each beside the row with the same key in the newest period before. */
    private List<RowPair> beside() throws SQLException {
        String sameKey = dataset.table().valueColumns().stream()
                .filter(column -> column.role() == ColumnRole.KEY)
                .map(column -> SAME_KEY.formatted(column.name(), column.type().sql()))
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
                DifferenceReport.MOST_SAMPLES,
                DatasetTables.name(dataset.name()),
                sameKey.isEmpty() ? "false" : sameKey);
        return session.query(
                sql,
                row -> new RowPair(report.values(row.getString(1)), report.values(row.getString(2))),
                before,
                before);
    }
}
