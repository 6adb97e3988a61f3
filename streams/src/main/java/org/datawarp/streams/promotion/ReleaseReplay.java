package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseEvents;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.staging.RunStaging;
import org.datawarp.streams.staging.StagedRows;
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
    private final ReplayAttempt.Opening opening;
    private final boolean isAlone;

    /** The server did not take the rows; what comes after is of no use. */
    private @Nullable RefusedReleaseException refusal;

    private ReleaseReplay(
            DatabaseSettings database,
            DatabaseSession session,
            ReleaseStatus source,
            Manifest manifest,
            ReplayAttempt attempt,
            boolean isAlone)
            throws SQLException {
        this.isAlone = isAlone;
        this.database = database;
        this.session = session;
        this.source = source;
        this.manifest = manifest;
        this.clock = attempt.clock();
        this.opening = attempt.opening();
        this.opened = source.opened().as(attempt.run()).with(manifest.version());
        lockReplays();
        opening.open(session, opened);
        this.staging = new RunStaging(attempt(), this::manifest);
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
        return begin(database, source, manifest, ReplayAttempt.next(source, run, clock));
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
        return begin(database, source, manifest, ReplayAttempt.lost(lost));
    }

    private static ReleaseReplay begin(
            DatabaseSettings database, ReleaseStatus source, Manifest manifest, ReplayAttempt attempt) {
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
                        ReplayAttempt.next(source, run, transaction.clock()),
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
        return ask(
                database,
                () -> session.undoing(() -> {
                    ExaminedRelease examined = ExaminedRelease.examine(session, attempt(), manifest);
                    return examined.shownAs(examined.differences());
                }));
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

    /**
     * The same, if what becomes of it is agreed to; undoes all if not. The rows are compared with what is visible once, for
     * the question and for the decision.
     *
     * @param agreed asked while nobody else can write to the datasets: not to wait for a person
     * @param events told what became of it, once that is committed
     * @return empty when it was not agreed to
     * @throws ReplayRefusedException when a later attempt at the release came meanwhile; nothing is changed then
     */
    public Optional<ReleaseStatus> decideIf(Predicate<ReplayPreview> agreed, EventLog events) {
        long start = System.nanoTime();
        Optional<ReleaseStatus> decided = decideIf(agreed);
        decided.ifPresent(
                release -> new ReleaseEvents(events, clock).tell(session, release, System.nanoTime() - start));
        return decided;
    }

    private Optional<ReleaseStatus> decideIf(Predicate<ReplayPreview> agreed) {
        return ask(database, () -> {
            try {
                RefusedReleaseException refused = refusal;
                if (refused != null) {
                    throw refused;
                }
                settleRivals();
                return new ReleaseDecision(session, this::manifest, clock).decideIf(opened.run(), agreed);
            } catch (RefusedReleaseException e) {
                return agreed.test(ReplayPreview.refused(e.reason())) ? Optional.of(hold(e)) : Optional.empty();
            }
        });
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
