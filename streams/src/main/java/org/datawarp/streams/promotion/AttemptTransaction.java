package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseFailures;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseEvents;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.staging.Manifests;
import org.datawarp.streams.staging.StagedRows;
import org.jspecify.annotations.Nullable;

/**
 * One transaction in which attempts at releases are examined and applied. {@link #commit} makes all of them visible
 * together; what was not committed when this is closed is undone.
 *
 * <p>Loading, replay, repair and rebuild all end here. Owned and closed by one thread.
 */
public final class AttemptTransaction implements AutoCloseable {

    private final DatabaseSession session;
    private final EventLog events;
    private final InstantSource clock;
    private final List<ReleaseCommit> commits = new ArrayList<>();
    private final List<Applied> applied = new ArrayList<>();
    private @Nullable ReleaseAttempt refused;

    private AttemptTransaction(DatabaseSession session, EventLog events, InstantSource clock) {
        this.session = session;
        this.events = events;
        this.clock = clock;
    }

    private record Applied(ReleaseStatus release, long nanos) {}

    /**
     * Opens a session for attempts that read raw rows again.
     *
     * @param events receives the results, once they are committed
     */
    public static AttemptTransaction open(DatabaseSettings database, EventLog events, InstantSource clock) {
        return ask(database, () -> {
            DatabaseSession session = DatabaseSession.open(database);
            try {
                StagedRows.recover(session);
                return new AttemptTransaction(session, events, clock);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        });
    }

    DatabaseSession session() {
        return session;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Registers a new attempt.
     *
     * @param source the attempt whose raw rows are read
     * @param run its name: 16 hex digits
     * @throws ReplayRefusedException when another replay of the release is in progress
     */
    public ReleaseAttempt begin(ReleaseStatus source, Manifest manifest, String run) {
        return ask(() -> new ReleaseAttempt(this, source, manifest, run, null));
    }

    /**
     * Registers an attempt that the database has lost.
     *
     * @param source the attempt whose raw rows are read, as the raw topic has it
     * @param manifest the one that was applied then
     * @param run its name, as it was
     */
    public ReleaseAttempt begin(ReleaseStatus source, Manifest manifest, String run, PastAttempt past) {
        return ask(() -> new ReleaseAttempt(this, source, manifest, run, past));
    }

    /**
     * Applies and commits an attempt whose rows the loader has staged: promotes the release, or holds it with every reason.
     *
     * @param events receives the result, once it is committed
     * @return the release as it is now; empty when another loader has applied it
     * @throws RefusedReleaseException when the server does not take its rows; nothing is committed
     */
    public static Optional<ReleaseStatus> applyStaged(
            DatabaseSession session, String run, Manifests manifests, EventLog events, InstantSource clock)
            throws SQLException {
        AttemptTransaction transaction = new AttemptTransaction(session, events, clock);
        if (!transaction.apply(run, release -> transaction.finish(release, manifests))) {
            session.rollback();
            return Optional.empty();
        }
        return Optional.of(transaction.commitApplied().get(0));
    }

    /** Applies an attempt, and says what that changes. */
    ReplayPreview applyShown(String run, Manifest manifest) throws SQLException {
        List<ReplayPreview> shown = new ArrayList<>();
        if (!apply(run, release -> shown.add(finishShown(release, manifest)))) {
            throw new IllegalStateException("Cannot apply the attempt %s: found it applied already".formatted(run));
        }
        return shown.get(0);
    }

    /** Notes that the server does not take the rows of an attempt: the transaction can do nothing more. */
    void refused(ReleaseAttempt attempt) {
        refused = attempt;
    }

    @FunctionalInterface
    private interface Step {
        void finish(ReleaseStatus release) throws SQLException;
    }

    /** @return false when the attempt is not loading any more */
    private boolean apply(String run, Step step) throws SQLException {
        long start = System.nanoTime();
        Optional<ReleaseStatus> release =
                ReleaseRegister.lock(session, List.of(run), ReleaseRegister.Lock.TO_CHANGE).stream()
                        .filter(found -> found.state() == ReleaseState.LOADING)
                        .findFirst();
        if (release.isEmpty()) {
            return false;
        }
        try {
            step.finish(release.get());
        } catch (SQLException e) {
            if (DatabaseFailures.kindOf(e) == FailureKind.REFUSED_DATA) {
                throw new RefusedReleaseException(release.get(), e);
            }
            throw e;
        }
        ReleaseStatus now = session.first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, run)
                .orElseThrow();
        applied.add(new Applied(now, System.nanoTime() - start));
        return true;
    }

    private void finish(ReleaseStatus release, Manifests manifests) throws SQLException {
        Optional<Manifest> manifest = manifests.find(release.publication(), release.manifestVersion());
        if (manifest.isEmpty()) {
            List<HoldReason> reasons = ReleaseChecks.ofDelivery(session, release);
            reasons.add(ReleaseChecks.manifestUnknown(release));
            ReleaseRegister.hold(session, release.run(), reasons);
            return;
        }
        ExaminedRelease examined = ExaminedRelease.examine(session, release, manifest.get());
        if (examined.isGood()) {
            ReleasePromotion promotion = promotion(examined);
            promotion.run(examined.datasets());
            promotion.commit().ifPresent(commits::add);
        } else {
            ReleaseRegister.hold(session, release.run(), examined.reasons());
        }
    }

    private ReplayPreview finishShown(ReleaseStatus release, Manifest manifest) throws SQLException {
        ExaminedRelease examined = ExaminedRelease.examine(session, release, manifest);
        if (examined.isGood()) {
            ReleasePromotion promotion = promotion(examined);
            ReplayPreview shown = examined.shownAs(promotion.runShown(examined.datasets()));
            promotion.commit().ifPresent(commits::add);
            return shown;
        }
        ReplayPreview shown = session.undoing(() -> examined.shownAs(examined.differences()));
        ReleaseRegister.hold(session, release.run(), examined.reasons());
        return shown;
    }

    private ReleasePromotion promotion(ExaminedRelease examined) throws SQLException {
        return new ReleasePromotion(
                session, examined.release(), examined.manifest(), ReleaseCommit.time(session, clock));
    }

    /**
     * Makes the result of every applied attempt visible. A release alone may be held; of several, none is.
     *
     * @return the releases, in the order in which they were applied
     * @throws ReplayRefusedException when one of several would be held, or a later attempt has come; nothing is changed then
     */
    public List<ReleaseStatus> commit() {
        return ask(() -> {
            ReleaseAttempt attempt = refused;
            if (attempt == null) {
                return commitApplied();
            }
            HoldReason reason = attempt.refusalReason();
            if (!applied.isEmpty()) {
                throw ReplayRefusedException.held(attempt.source(), List.of(reason));
            }
            applied.add(new Applied(attempt.holdRefused(reason), 0));
            report(0);
            return releases();
        });
    }

    private List<ReleaseStatus> commitApplied() throws SQLException {
        for (Applied one : applied) {
            if (applied.size() > 1 && one.release().state() == ReleaseState.HELD) {
                throw ReplayRefusedException.held(one.release(), one.release().reasons());
            }
        }
        long start = System.nanoTime();
        ReleaseCommit.write(session, commits);
        session.commit();
        report(System.nanoTime() - start);
        return releases();
    }

    private void report(long commitNanos) {
        ReleaseEvents results = new ReleaseEvents(events, clock);
        applied.forEach(one -> results.tell(session, one.release(), one.nanos() + commitNanos));
    }

    private List<ReleaseStatus> releases() {
        return applied.stream().map(Applied::release).toList();
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        session.rollback();
        session.close();
    }

    /** @throws DatabaseUnavailableException when the database does not answer */
    <T> T ask(DatabaseSession.Question<T> question) {
        return ask(session.settings(), question);
    }

    private static <T> T ask(DatabaseSettings database, DatabaseSession.Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
