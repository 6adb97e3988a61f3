package org.datawarp.streams.promotion;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Returns datasets to what they were before a promotion, each time in one transaction. From then
 * on, the same files read with the same manifest are held when they come again. Used by one thread.
 */
public final class Rollbacks {

    private static final String CANDIDATES = ReleaseRows.SELECT
            + "WHERE publication = ? AND state = 'promoted' AND release = coalesce(?::text, release)"
            + " ORDER BY promoted_at DESC, begun_at DESC";

    /** The promotion itself, and later attempts at its release that brought nothing else. */
    private static final String SAME = """
            SELECT u.run FROM datawarp.releases u JOIN datawarp.releases r USING (publication, release)
            WHERE r.run = ? AND (u.run = r.run OR (u.state = 'unchanged' AND u.begun_at > r.begun_at))""";

    private final DatabaseSettings database;
    private final EventLog events;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Rollbacks(DatabaseSettings database, EventLog events, InstantSource clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What to undo: the last promotion that changed something.
     *
     * @param manifest of the publication
     * @param dataset the only one to undo it in; null for all of the release
     * @param release whose last promotion it is; null for the last of any release
     */
    public record Target(
            Manifest manifest,
            @Nullable DatasetName dataset,
            @Nullable ReleaseName release) {

        private String words() {
            return "%s%s%s"
                    .formatted(
                            manifest.publication().name(),
                            dataset == null ? "" : " " + dataset,
                            release == null ? "" : " " + release);
        }
    }

    /**
     * What undoing comes to.
     *
     * @param undone the promotion
     * @param before the attempt at the release that counts then; empty when there is none
     */
    public record Undoing(ReleaseStatus undone, Optional<ReleaseStatus> before, List<DatasetPreview> datasets) {

        public Undoing {
            datasets = List.copyOf(datasets);
        }
    }

    /**
     * Shows what going back would change. Writes nothing.
     *
     * @throws ReplayRefusedException when there is nothing to undo, or later releases built on it
     */
    public Undoing preview(Target target) {
        return inTransaction(target, session -> {
            Undoing undoing = undo(session, target, find(session, target), now(session));
            session.rollback();
            return undoing;
        });
    }

    /**
     * Goes back.
     *
     * @throws ReplayRefusedException when there is nothing to undo, or later releases built on it; nothing is changed then
     */
    public Undoing apply(Target target) {
        Undoing undoing = inTransaction(target, session -> {
            Undoing done = undo(session, target, find(session, target), now(session));
            session.commit();
            return done;
        });
        ReleaseStatus undone = undoing.undone();
        events.record(new Event(
                EventType.RELEASE_ROLLED_BACK,
                undone.publication().value(),
                undone.release().value(),
                undone.run(),
                Map.of(),
                clock.instant()));
        return undoing;
    }

    /**
     * Repeats a rollback that the database has lost.
     *
     * @param run of the promotion that was undone
     * @param undo names the undoing
     * @param at when it was done
     * @throws ReplayRefusedException when that promotion is not there; nothing is changed then
     */
    public void repeat(Target target, String run, String undo, Instant at) {
        inTransaction(target, session -> {
            ReleaseStatus undone = session.first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, run)
                    .orElseThrow(() -> new ReplayRefusedException(
                            "Cannot go back behind the promotion %s of %s: found none of that name"
                                    .formatted(run, target.words())));
            Undoing done = undo(session, target, undone, new Naming(undo, at));
            session.commit();
            return done;
        });
    }

    /** How an undoing is called, and when it is done. */
    private record Naming(String undo, Instant at) {}

    private Naming now(DatabaseSession session) throws SQLException {
        return new Naming("%016x".formatted(random.nextLong()), ReleaseCommit.time(session, clock));
    }

    @FunctionalInterface
    private interface Work {
        Undoing run(DatabaseSession session) throws SQLException;
    }

    private Undoing inTransaction(Target target, Work work) {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            ExaminedRelease.prepare(session, target.manifest());
            return work.run(session);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    private static Undoing undo(DatabaseSession session, Target target, ReleaseStatus undone, Naming as)
            throws SQLException {
        Manifest manifest = target.manifest();
        RevisionLog.By by =
                new RevisionLog.By(undone.publication(), undone.release().value(), as.undo(), as.at());
        List<String> runs = session.query(SAME, row -> row.getString(1), undone.run());
        List<DatasetPreview> previews = new ArrayList<>();
        List<CommittedDataset> committed = new ArrayList<>();
        for (Dataset dataset : concerned(session, target, undone)) {
            Table table = DatasetTables.find(session, dataset.name()).orElseThrow();
            DatasetRollback rollback = new DatasetRollback(session, undone, by, dataset, table);
            rollback.find();
            previews.add(rollback.preview());
            committed.addAll(rollback.run(runs));
            rollback.forget();
            session.update(
                    "INSERT INTO datawarp.rollbacks (run, dataset, undo, at) VALUES (?, ?, ?, ?)",
                    undone.run(),
                    dataset.name().value(),
                    as.undo(),
                    as.at());
        }
        withdraw(session, undone, runs);
        Optional<ReleaseStatus> before = before(session, undone, runs);
        ReleaseStatus shown = before.orElse(undone);
        ReleaseCommit.write(
                session,
                List.of(new ReleaseCommit(
                        manifest, shown, as.undo(), committed, before.isEmpty(), null, undone.run(), as.at())));
        return new Undoing(undone, before, previews);
    }

    private static ReleaseStatus find(DatabaseSession session, Target target) throws SQLException {
        List<ReleaseStatus> candidates = session.query(
                CANDIDATES,
                ReleaseRows::read,
                target.manifest().publication().name().value(),
                target.release() == null ? null : target.release().value());
        for (ReleaseStatus candidate : candidates) {
            if (!concerned(session, target, candidate).isEmpty()) {
                return candidate;
            }
        }
        throw new ReplayRefusedException(
                "Cannot go back: found no promotion of %s that changed rows and was not undone; ./datawarp status shows what there is"
                        .formatted(target.words()));
    }

    /** The datasets that the promotion changed, and in which it was not undone. */
    private static List<Dataset> concerned(DatabaseSession session, Target target, ReleaseStatus promotion)
            throws SQLException {
        List<String> undone = session.query(
                "SELECT dataset FROM datawarp.rollbacks WHERE run = ?", row -> row.getString(1), promotion.run());
        List<Dataset> concerned = new ArrayList<>();
        for (DatasetResult result : promotion.datasets()) {
            boolean meant = target.dataset() == null || target.dataset().equals(result.dataset());
            if (meant
                    && result.changes() > 0
                    && !undone.contains(result.dataset().value())) {
                target.manifest().dataset(result.dataset()).ifPresent(concerned::add);
            }
        }
        return concerned;
    }

    /** Once nothing of it is left, the release's attempts do not count any more. */
    private static void withdraw(DatabaseSession session, ReleaseStatus undone, List<String> runs) throws SQLException {
        long left = undone.datasets().stream()
                .filter(result -> result.changes() > 0)
                .count();
        long gone = session.number("SELECT count(*) FROM datawarp.rollbacks WHERE run = ?", undone.run());
        if (gone >= left) {
            session.update("UPDATE datawarp.releases SET state = 'withdrawn' WHERE run = ANY (?)", runs);
        }
    }

    private static Optional<ReleaseStatus> before(DatabaseSession session, ReleaseStatus undone, List<String> runs)
            throws SQLException {
        return session.first(
                ReleaseRows.SELECT + "WHERE publication = ? AND release = ? AND state IN ('promoted', 'unchanged')"
                        + " AND NOT run = ANY (?) ORDER BY opened_at DESC, begun_at DESC LIMIT 1",
                ReleaseRows::read,
                undone.publication().value(),
                undone.release().value(),
                runs);
    }
}
