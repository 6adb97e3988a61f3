package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;

/**
 * Decides on a release that is complete, in one transaction: promotes it, or holds it with every reason that was found.
 * Owned by one thread.
 */
final class ReleaseDecision {

    /** Joins and sorts of a release should stay in memory; one release is decided on at a time. */
    private static final List<String> SETTINGS = List.of(
            "SET LOCAL work_mem = '128MB'",
            "SET LOCAL jit = off",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL lock_timeout = 0");

    private final DatabaseSession session;
    private final Manifests manifests;
    private final InstantSource clock;

    ReleaseDecision(DatabaseSession session, Manifests manifests, InstantSource clock) {
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
    Optional<ReleaseStatus> decide(String run) throws SQLException {
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
        Optional<ReleaseStatus> release =
                ReleaseRegister.lock(session, List.of(run), ReleaseRegister.Lock.TO_CHANGE).stream()
                        .filter(found -> found.state() == ReleaseState.LOADING)
                        .findFirst();
        if (release.isEmpty()) {
            return Optional.empty();
        }
        try {
            decide(release.get(), commits);
        } catch (SQLException e) {
            if (FailureKind.of(e) == FailureKind.REFUSED_DATA) {
                throw new RefusedReleaseException(release.get(), e);
            }
            throw e;
        }
        return session.first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, run);
    }

    private void decide(ReleaseStatus release, List<ReleaseCommit> commits) throws SQLException {
        List<HoldReason> reasons = ReleaseChecks.ofDelivery(session, release);
        Optional<Manifest> manifest = manifests.find(release.publication(), release.manifestVersion());
        if (manifest.isEmpty()) {
            reasons.add(ReleaseChecks.manifestUnknown(release));
            ReleaseRegister.hold(session, release.run(), reasons);
            return;
        }
        prepare(session, manifest.get());
        List<StagedDataset> datasets = new ArrayList<>();
        for (Dataset dataset : manifest.get().datasets()) {
            datasets.add(StagedDataset.measure(session, release.run(), dataset));
        }
        RolledBackCheck.reason(session, release).ifPresent(reasons::add);
        reasons.addAll(ReleaseChecks.ofContent(session, release, manifest.get(), datasets));
        if (reasons.isEmpty()) {
            ReleasePromotion promotion =
                    new ReleasePromotion(session, release, manifest.get(), ReleaseCommit.time(session, clock));
            promotion.run(datasets);
            promotion.commit().ifPresent(commits::add);
        } else {
            ReleaseRegister.hold(session, release.run(), reasons);
        }
    }

    /**
     * Gives the transaction what it needs to look at a release, and locks its datasets: one release at a time writes one.
     * In order of name, so that nobody waits for one who waits for him.
     */
    static void prepare(DatabaseSession session, Manifest manifest) throws SQLException {
        for (String setting : SETTINGS) {
            session.execute(setting);
        }
        List<String> names = manifest.datasets().stream()
                .map(dataset -> dataset.name().value())
                .sorted()
                .toList();
        for (String name : names) {
            session.query(
                    "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "datawarp.dataset." + name);
        }
    }
}
