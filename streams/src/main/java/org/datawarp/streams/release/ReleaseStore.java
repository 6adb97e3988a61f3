package org.datawarp.streams.release;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.database.Json;
import org.jspecify.annotations.Nullable;

/**
 * Answers which releases were loaded, and with what result. Reads only. Each call opens a connection of its own and
 * closes it: safe for use by several threads.
 */
public final class ReleaseStore {

    private final DatabaseSettings database;

    public ReleaseStore(DatabaseSettings database) {
        this.database = database;
    }

    /** The latest attempts, the newest first. */
    public List<ReleaseStatus> recent(int atMost) {
        return releases("ORDER BY begun_at DESC, run LIMIT ?", atMost);
    }

    /** The attempts at one release, the newest first. */
    public List<ReleaseStatus> find(PublicationName publication, ReleaseName release) {
        return releases(
                "WHERE publication = ? AND release = ? ORDER BY opened_at DESC, begun_at DESC, run",
                publication.value(),
                release.value());
    }

    public Optional<ReleaseStatus> byRun(String run) {
        return releases("WHERE run = ?", run).stream().findFirst();
    }

    /**
     * The outcome of the raw rows of runs: the last attempt that read them again, or else the run itself. A single
     * query for all of them.
     *
     * @return by run, without unknown runs; a new map that the caller may change
     */
    public Map<String, ReleaseStatus> outcomes(Collection<String> runs) {
        List<String> asked = List.copyOf(runs);
        Map<String, ReleaseStatus> outcomes = new HashMap<>();
        read(session -> session.query(
                ReleaseRows.SELECT + "WHERE run = ANY (?) OR raw_run = ANY (?) ORDER BY raw_run IS NOT NULL, begun_at",
                row -> {
                    ReleaseStatus attempt = ReleaseRows.read(row);
                    outcomes.put(attempt.run(), attempt);
                    String readAgain = row.getString("raw_run");
                    if (readAgain != null) {
                        outcomes.put(readAgain, attempt);
                    }
                    return attempt;
                },
                asked,
                asked));
        outcomes.keySet().retainAll(asked);
        return outcomes;
    }

    /** Every release whose last attempt is held, the oldest first. */
    public List<ReleaseStatus> held() {
        return read(ReleaseStore::held);
    }

    /** As {@link #held()}, over a connection that is open. */
    public static List<ReleaseStatus> held(DatabaseSession session) throws SQLException {
        return session.query(
                ReleaseRows.SELECT + "WHERE state = 'held' ORDER BY publication, period_start, period_rank",
                ReleaseRows::read);
    }

    /** The last finished attempt at each release of a publication, the oldest release first. */
    public List<ReleaseStatus> finished(PublicationName publication) {
        return releases("""
                r WHERE publication = ? AND run = (
                    SELECT run FROM datawarp.releases l
                    WHERE l.publication = r.publication AND l.release = r.release AND l.state NOT IN ('superseded', 'loading', 'withdrawn')
                    ORDER BY opened_at DESC, begun_at DESC LIMIT 1)
                ORDER BY period_end, period_rank""", publication.value());
    }

    /** The newest visible release before another one; of the same kind of period when there is one, else any. */
    public Optional<ReleaseStatus> visibleBefore(ReleaseStatus release) {
        return releases(
                        "WHERE publication = ? AND release <> ? AND state IN ('promoted', 'unchanged') AND period_end <= ?"
                                + " ORDER BY period_kind = ? DESC, period_end DESC, opened_at DESC, begun_at DESC LIMIT 1",
                        release.publication().value(),
                        release.release().value(),
                        release.period().end(),
                        ReleaseRows.word(release.period().kind()))
                .stream()
                .findFirst();
    }

    /** Every run that was decided or put aside, and every rollback: the tables hold all that there is of it. */
    public Set<String> settledRuns() {
        return Set.copyOf(read(session -> session.query(
                "SELECT run FROM datawarp.releases WHERE state <> 'loading' UNION SELECT undo FROM datawarp.rollbacks",
                row -> row.getString(1))));
    }

    /** Where the raw rows that an attempt read are; empty when that was not recorded. */
    public List<RawRange> rawRanges(String run) {
        return read(session -> RawRanges.read(session, run));
    }

    /** Every dataset that has a table, by name. */
    public List<DatasetStatus> datasets() {
        return read(session -> session.query(
                "SELECT dataset, publication, table_definition, rows FROM datawarp.datasets ORDER BY dataset",
                row -> new DatasetStatus(
                        new DatasetName(row.getString(1)),
                        new PublicationName(row.getString(2)),
                        Json.read(row.getString(3), Table.class),
                        row.getLong(4))));
    }

    private List<ReleaseStatus> releases(String condition, @Nullable Object... arguments) {
        return read(session -> session.query(ReleaseRows.SELECT + condition, ReleaseRows::read, arguments));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(DatabaseSession session) throws SQLException;
    }

    private <T> T read(Question<T> question) {
        try (DatabaseSession session = DatabaseSession.open(database, DatabaseSession.SOON)) {
            return question.ask(session);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
