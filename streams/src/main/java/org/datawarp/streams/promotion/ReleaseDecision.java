package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.streams.database.DatabaseFailures;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.staging.Manifests;

/**
 * Decides on a release that is complete, in one transaction: promotes it, or holds it with every reason that was found.
 * Owned by one thread.
 */
public final class ReleaseDecision {

    private final DatabaseSession session;
    private final Manifests manifests;
    private final InstantSource clock;

    public ReleaseDecision(DatabaseSession session, Manifests manifests, InstantSource clock) {
        this.session = session;
        this.manifests = manifests;
        this.clock = clock;
    }

    /**
     * Decides and commits.
     *
     * @return the release as it is now; empty when another loader has decided already
     * @throws RefusedReleaseException when the server does not take its rows; nothing is committed
     */
    public Optional<ReleaseStatus> decide(String run) throws SQLException {
        List<ReleaseCommit> commits = new ArrayList<>();
        Optional<ReleaseStatus> decided = decide(run, commits);
        if (decided.isEmpty()) {
            session.rollback();
            return decided;
        }
        ReleaseCommit.write(session, commits);
        session.commit();
        return decided;
    }

    /**
     * Decides, as part of the session's transaction.
     *
     * @param commits receives what the change feed is to carry on: to be written last of all
     * @return the release as it is then; empty when another loader has decided already
     * @throws RefusedReleaseException when the server does not take its rows; the transaction must be rolled back
     */
    Optional<ReleaseStatus> decide(String run, List<ReleaseCommit> commits) throws SQLException {
        return decide(run, release -> decide(release, commits));
    }

    /**
     * Decides and commits, if what would become of the release is agreed to; undoes all of the session's transaction if not.
     * Its rows are compared with those that are visible once for both.
     *
     * @param agreed asked while nobody else can write to the datasets
     * @return the release as it is now; empty when that was not agreed to, or another loader has decided already
     * @throws RefusedReleaseException when the server does not take its rows; nothing is committed
     */
    Optional<ReleaseStatus> decideIf(String run, Predicate<ReplayPreview> agreed) throws SQLException {
        List<ReleaseCommit> commits = new ArrayList<>();
        List<ReplayPreview> shown = new ArrayList<>();
        Optional<ReleaseStatus> decided = decide(run, release -> shown.add(decideShown(release, commits)));
        if (decided.isEmpty() || !agreed.test(shown.get(0))) {
            session.rollback();
            return Optional.empty();
        }
        ReleaseCommit.write(session, commits);
        session.commit();
        return decided;
    }

    @FunctionalInterface
    private interface Decision {
        void make(ReleaseStatus release) throws SQLException;
    }

    private Optional<ReleaseStatus> decide(String run, Decision decision) throws SQLException {
        Optional<ReleaseStatus> release =
                ReleaseRegister.lock(session, List.of(run), ReleaseRegister.Lock.TO_CHANGE).stream()
                        .filter(found -> found.state() == ReleaseState.LOADING)
                        .findFirst();
        if (release.isEmpty()) {
            return Optional.empty();
        }
        try {
            decision.make(release.get());
        } catch (SQLException e) {
            if (DatabaseFailures.kindOf(e) == FailureKind.REFUSED_DATA) {
                throw new RefusedReleaseException(release.get(), e);
            }
            throw e;
        }
        return session.first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, run);
    }

    private void decide(ReleaseStatus release, List<ReleaseCommit> commits) throws SQLException {
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

    private ReplayPreview decideShown(ReleaseStatus release, List<ReleaseCommit> commits) throws SQLException {
        Manifest manifest = manifests
                .find(release.publication(), release.manifestVersion())
                .orElseThrow(() -> new IllegalStateException("Cannot show a release without its manifest"));
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
}
