package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.LoadMode;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.staging.StagedDataset;

/**
 * Compares a release's dataset with the newest release before it: a column that lost all of its values, or half of the
 * rows gone, is more likely a changed file than a changed world.
 */
final class HistoryCheck {

    /** Of releases of the same kind: a year's release says nothing about a month's. */
    private static final String BEFORE = ReleaseRows.SELECT + """
            r WHERE publication = ? AND run <> ? AND state IN ('promoted', 'unchanged') AND period_kind = ?
              AND (period_end, period_rank, opened_at) <= (?, ?, ?)
              AND EXISTS (SELECT 1 FROM datawarp.periods p WHERE p.run = r.run AND p.dataset = ?)
            ORDER BY period_end DESC, period_rank DESC, opened_at DESC, begun_at DESC LIMIT 1""";

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final StagedDataset staged;
    private final Dataset dataset;

    HistoryCheck(DatabaseSession session, ReleaseStatus release, StagedDataset staged) {
        this.session = session;
        this.release = release;
        this.staged = staged;
        this.dataset = staged.dataset();
    }

    private record PeriodRows(LocalDate start, LocalDate end, String kind, long rows) {

        boolean sameAs(PeriodRows other) {
            return start.equals(other.start) && end.equals(other.end);
        }
    }

    List<HoldReason> reasons() throws SQLException {
        Optional<ReleaseStatus> before = session.first(
                BEFORE,
                ReleaseRows::read,
                release.publication().value(),
                release.run(),
                ReleaseRows.word(release.period().kind()),
                release.period().end(),
                release.period().kind().ordinal(),
                release.openedAt(),
                dataset.name().value());
        if (before.isEmpty()) {
            return List.of();
        }
        List<HoldReason> reasons = new ArrayList<>(newlyEmpty(before.get()));
        if (!isCorrectionOf(before.get())) {
            reasons.addAll(shrunk(before.get()));
        }
        return reasons;
    }

    /** The same release read with another manifest: a person wants other rows than before. */
    private boolean isCorrectionOf(ReleaseStatus before) {
        return before.release().equals(release.release())
                && !before.manifestVersion().equals(release.manifestVersion());
    }

    private List<HoldReason> newlyEmpty(ReleaseStatus before) {
        Set<ColumnName> had = new HashSet<>();
        before.datasets().stream()
                .filter(result -> result.dataset().equals(dataset.name()))
                .forEach(result -> had.addAll(result.filled()));
        List<HoldReason> reasons = new ArrayList<>();
        for (Field field : dataset.valueFields()) {
            if (had.contains(field.name()) && !staged.filled().contains(field.name()) && !hasEnded(field)) {
                reasons.add(new HoldReason(
                        HoldCode.COLUMN_NEWLY_EMPTY,
                        dataset.name() + "." + field.name(),
                        "no value in %d rows".formatted(staged.rows()),
                        "values, as in the release %s".formatted(before.release()),
                        "add the column's new heading to the manifest,"
                                + " or an until to its headings if it is published no more"));
            }
        }
        return reasons;
    }

    /** Whether the manifest says that the column was not published at the release's time. */
    private boolean hasEnded(Field field) {
        return !field.headings().isEmpty()
                && field.headings().stream()
                        .noneMatch(heading -> heading.isUsedOn(release.period().end()));
    }

    private List<HoldReason> shrunk(ReleaseStatus before) throws SQLException {
        Map<String, List<PeriodRows>> old = byKind(before.run());
        List<HoldReason> reasons = new ArrayList<>();
        byKind(release.run()).forEach((kind, now) -> {
            List<PeriodRows> then = old.getOrDefault(kind, List.of());
            // A window that rolls on covers much of what the last one did: their sizes compare. Where a new year
            // begins,
            // one month follows twelve: then the rows of one period compare.
            boolean whole = dataset.load() == LoadMode.REPLACE_ALL || overlap(now, then);
            double size = whole ? sum(now) : average(now);
            double sizeBefore = whole ? sum(then) : average(then);
            if (size < sizeBefore / 2) {
                reasons.add(shrunk(before, kind, size, sizeBefore));
            }
        });
        return reasons;
    }

    private HoldReason shrunk(ReleaseStatus before, String kind, double size, double sizeBefore) {
        return new HoldReason(
                HoldCode.SHRUNK,
                "%s, periods of kind %s".formatted(dataset.name(), kind),
                "%d rows".formatted(Math.round(size)),
                "about %d, as in the release %s".formatted(Math.round(sizeBefore), before.release()),
                "compare the files of both releases: rows are missing, or the manifest does not find them");
    }

    private Map<String, List<PeriodRows>> byKind(String run) throws SQLException {
        return session
                .query(
                        "SELECT period_start, period_end, period_kind, rows FROM datawarp.periods"
                                + " WHERE run = ? AND dataset = ?",
                        row -> new PeriodRows(
                                row.getObject(1, LocalDate.class),
                                row.getObject(2, LocalDate.class),
                                row.getString(3),
                                row.getLong(4)),
                        run,
                        dataset.name().value())
                .stream()
                .collect(groupingBy(PeriodRows::kind));
    }

    private static boolean overlap(List<PeriodRows> some, List<PeriodRows> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(one::sameAs));
    }

    private static double sum(List<PeriodRows> periods) {
        return periods.stream().mapToLong(PeriodRows::rows).sum();
    }

    private static double average(List<PeriodRows> periods) {
        return periods.stream().mapToLong(PeriodRows::rows).average().orElse(0);
    }
}
