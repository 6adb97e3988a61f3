package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseEvents;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.staging.StagedRows;

/**
 * Attempts at several releases that become visible together, in one transaction and one catalogue version, or not at all.
 * Owned and closed by one thread; what was not committed then is undone.
 */
public final class ReplayTransaction implements AutoCloseable {

    private final DatabaseSettings database;
    private final DatabaseSession session;
    private final InstantSource clock;
    private final List<ReleaseCommit> commits = new ArrayList<>();
    private final List<ReleaseStatus> decided = new ArrayList<>();

    private ReplayTransaction(DatabaseSettings database, DatabaseSession session, InstantSource clock) {
        this.database = database;
        this.session = session;
        this.clock = clock;
    }

    public static ReplayTransaction begin(DatabaseSettings database, InstantSource clock) {
        try {
            DatabaseSession session = DatabaseSession.open(database);
            StagedRows.recover(session);
            return new ReplayTransaction(database, session, clock);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    DatabaseSettings database() {
        return database;
    }

    DatabaseSession session() {
        return session;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Begins another attempt.
     *
     * @param source the attempt whose raw rows are read
     * @param run names the new attempt: 16 hex digits
     */
    public ReleaseReplay next(ReleaseStatus source, Manifest manifest, String run) {
        return ReleaseReplay.within(this, source, manifest, run);
    }

    /**
     * Promotes an attempt; nobody else sees it before {@link #commit}.
     *
     * @throws ReplayRefusedException when it would be held, or a later attempt at the release is there
     */
    public void promote(ReleaseReplay replay) {
        decided.add(replay.promote(commits));
    }

    /**
     * Makes all that was promoted visible.
     *
     * @param events told of each release
     * @return the attempts, in order
     */
    public List<ReleaseStatus> commit(EventLog events) {
        try {
            ReleaseCommit.write(session, commits);
            session.commit();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
        decided.forEach(release -> new ReleaseEvents(events, clock).tell(session, release, 0));
        return List.copyOf(decided);
    }

    @Override
    public void close() {
        session.rollback();
        session.close();
    }
}
