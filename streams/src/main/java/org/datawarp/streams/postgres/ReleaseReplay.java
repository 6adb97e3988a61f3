package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetOpened;
import org.jspecify.annotations.Nullable;

/**
 * Another attempt at a release whose raw rows are there already, in one transaction from its first row to its promotion:
 * whatever interrupts it leaves nothing behind. {@link #preview} writes nothing, and may be followed by {@link #decide};
 * attempts at several releases may share a transaction, see {@link ReplayTransaction}.
 *
 * <p>Live loading goes on beside it. The attempt is as old as the raw rows that it reads, so whatever was published later
 * wins over it. Owned and closed by one thread.
 */
public final class ReleaseReplay implements AutoCloseable {

    private final DatabaseSettings database;
    private final DatabaseSession session;
    private final ReleaseOpened opened;
    private final ReleaseStatus source;
    private final Manifest manifest;
    private final InstantSource clock;
    private final RunStaging staging;
    private final Opening opening;
    private final boolean isAlone;

    /** Enters the attempt into the register. */
    @FunctionalInterface
    private interface Opening {
        void open(DatabaseSession session, ReleaseOpened opened) throws SQLException;
    }

    /** The server did not take the rows; what comes after is of no use. */
    private @Nullable RefusedReleaseException refusal;

    private ReleaseReplay(
            DatabaseSettings database,
            DatabaseSession session,
            ReleaseStatus source,
            Manifest manifest,
            Attempt attempt,
            boolean isAlone)
            throws SQLException {
        this.isAlone = isAlone;
        this.database = database;
        this.session = session;
        this.source = source;
        this.manifest = manifest;
        this.clock = attempt.clock();
        this.opening = attempt.opening();
        this.opened = new ReleaseOpened(
                attempt.run(),
                source.publication(),
                source.release(),
                source.period(),
                source.vintage(),
                source.page(),
                manifest.version(),
                source.files(),
                source.openedAt());
        lockReplays();
        opening.open(session, opened);
        this.staging = new RunStaging(attempt(), this::manifest);
    }

    /** How an attempt is called, and how it comes into the register. */
    private record Attempt(String run, InstantSource clock, Opening opening) {

        static Attempt next(ReleaseStatus source, String run, InstantSource clock) {
            return new Attempt(
                    run,
                    clock,
                    (session, opened) -> ReleaseRegister.openReplay(session, opened, source.run(), clock.instant()));
        }

        static Attempt lost(LostAttempt lost) {
            return new Attempt(lost.run(), lost.clock(), (session, opened) -> {
                ReleaseRegister.openLost(session, opened, lost.rawRun(), lost.begunAt());
                RawRanges.note(session, lost.run(), lost.ranges());
            });
        }
    }

    /**
     * Begins the attempt.
     *
     * @param source the attempt whose raw rows are read
     * @param manifest the one to apply
     * @param run names the new attempt: 16 hex digits
     * @throws ReplayRefusedException when a later attempt at the release is there, or another replay of it under way
     */
    public static ReleaseReplay begin(
            DatabaseSettings database, ReleaseStatus source, Manifest manifest, String run, InstantSource clock) {
        return begin(database, source, manifest, Attempt.next(source, run, clock));
    }

    /**
     * Begins an attempt once more that the database has lost.
     *
     * @param source the attempt whose raw rows are read, as the raw topic has it
     * @param manifest the one that it was decided on with
     * @throws ReplayRefusedException when a later attempt at the release is there
     */
    public static ReleaseReplay begin(
            DatabaseSettings database, ReleaseStatus source, Manifest manifest, LostAttempt lost) {
        return begin(database, source, manifest, Attempt.lost(lost));
    }

    private static ReleaseReplay begin(
            DatabaseSettings database, ReleaseStatus source, Manifest manifest, Attempt attempt) {
        return ask(database, () -> {
            DatabaseSession session = DatabaseSession.open(database);
            try {
                StagedRows.recover(session);
                return new ReleaseReplay(database, session, source, manifest, attempt, true);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        });
    }

    /** Begins the attempt in a transaction that others share. */
    static ReleaseReplay within(ReplayTransaction transaction, ReleaseStatus source, Manifest manifest, String run) {
        return ask(
                transaction.database(),
                () -> new ReleaseReplay(
                        transaction.database(),
                        transaction.session(),
                        source,
                        manifest,
                        Attempt.next(source, run, transaction.clock()),
                        false));
    }

    private void lockReplays() throws SQLException {
        boolean alone = session.query(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        row -> row.getBoolean(1),
                        "datawarp.replay.%s/%s".formatted(source.publication(), source.release()))
                .get(0);
        if (!alone) {
            throw ReplayRefusedException.underWay(source);
        }
    }

    private Optional<Manifest> manifest(PublicationName publication, String version) {
        return Optional.of(manifest);
    }

    private ReleaseStatus attempt() throws SQLException {
        return session.first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, opened.run())
                .orElseThrow();
    }

    /** The release as the attempt has it. */
    public ReleaseOpened opened() {
        return opened;
    }

    /** @param number of the sheet within the release */
    public void open(int number, SheetOpened sheet) {
        staging.tally().open(number, sheet);
    }

    /** Stages what one row of a sheet gave. */
    public void add(int sheet, AppliedRow row) {
        stage(() -> staging.add(session, sheet, row));
    }

    /** Stages what is left, and notes what was announced. */
    public void close(ReleaseClosed closed) {
        ReleaseClosed own = new ReleaseClosed(
                opened.run(), closed.publication(), closed.release(), closed.sheets(), closed.unreadable());
        stage(() -> {
            staging.flush(session);
            ReleaseRegister.close(session, own, clock.instant());
        });
    }

    private void stage(Step step) {
        if (refusal != null) {
            return;
        }
        ask(database, () -> {
            try {
                step.run();
            } catch (RefusedReleaseException e) {
                refusal = e;
            }
            return true;
        });
    }

    /** Checks the release and compares it with what is visible; what that writes is undone. */
    public ReplayPreview preview() {
        RefusedReleaseException refused = refusal;
        if (refused != null) {
            return ReplayPreview.refused(refused.reason());
        }
        return ask(database, () -> session.undoing(() -> new PreviewedReplay(session, attempt(), manifest).run()));
    }

    /**
     * Promotes the release, or holds it again with the reasons for that; the attempts before it are then history.
     *
     * @param events told what became of it, once that is committed
     * @throws ReplayRefusedException when a later attempt at the release came meanwhile; nothing is changed then
     */
    public ReleaseStatus decide(EventLog events) {
        long start = System.nanoTime();
        ReleaseStatus decided = decide();
        new ReleaseEvents(events, clock).tell(session, decided, System.nanoTime() - start);
        return decided;
    }

    private ReleaseStatus decide() {
        return ask(database, () -> {
            RefusedReleaseException refused = refusal;
            if (refused != null) {
                return hold(refused);
            }
            try {
                settleRivals();
                return new ReleaseDecision(session, this::manifest, clock)
                        .decide(opened.run())
                        .orElseThrow();
            } catch (RefusedReleaseException e) {
                return hold(e);
            }
        });
    }

    /**
     * Promotes the release in the transaction that it shares.
     *
     * @param commits receives what the change feed is to carry on
     * @throws ReplayRefusedException when it would be held, or a later attempt at it came meanwhile
     */
    ReleaseStatus promote(List<ReleaseCommit> commits) {
        RefusedReleaseException refused = refusal;
        if (refused != null) {
            throw ReplayRefusedException.held(source, List.of(refused.reason()));
        }
        return ask(database, () -> {
            try {
                settleRivals();
                ReleaseStatus decided = new ReleaseDecision(session, this::manifest, clock)
                        .decide(opened.run(), commits)
                        .orElseThrow();
                if (decided.state() == ReleaseState.HELD) {
                    throw ReplayRefusedException.held(source, decided.reasons());
                }
                return decided;
            } catch (RefusedReleaseException e) {
                throw ReplayRefusedException.held(source, List.of(e.reason()));
            }
        });
    }

    private void settleRivals() throws SQLException {
        ReleaseRegister.lockName(session, opened);
        if (ReleaseRegister.isLate(session, opened)) {
            session.rollback();
            throw ReplayRefusedException.overtaken(source);
        }
        ReleaseRegister.supersedeEarlier(session, opened);
    }

    /** The rows are undone with their transaction; another one says why. */
    private ReleaseStatus hold(RefusedReleaseException refused) throws SQLException {
        session.rollback();
        settleRivals();
        opening.open(session, opened);
        ReleaseRegister.hold(session, opened.run(), List.of(refused.reason()));
        ReleaseStatus held = attempt();
        session.commit();
        return held;
    }

    /** Undoes what was not decided, unless the transaction is shared. */
    @Override
    public void close() {
        if (isAlone) {
            session.rollback();
            session.close();
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private static <T> T ask(DatabaseSettings database, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
