package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.staging.StagedDataset;

/**
 * A complete attempt at a release, measured and checked. Part of the session's transaction, in which its datasets are
 * locked.
 *
 * @param datasets what is staged for each of the manifest's, in its order
 * @param reasons why it would be held; empty when it would be promoted
 */
record ExaminedRelease(
        DatabaseSession session,
        ReleaseStatus release,
        Manifest manifest,
        List<StagedDataset> datasets,
        List<HoldReason> reasons) {

    /** Joins and sorts of a release should stay in memory; one release is decided on at a time. */
    private static final List<String> SETTINGS = List.of(
            "SET LOCAL work_mem = '128MB'",
            "SET LOCAL jit = off",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL lock_timeout = 0");

    ExaminedRelease {
        datasets = List.copyOf(datasets);
        reasons = List.copyOf(reasons);
    }

    /** Locks the datasets, measures what is staged and checks it. */
    static ExaminedRelease examine(DatabaseSession session, ReleaseStatus release, Manifest manifest)
            throws SQLException {
        List<HoldReason> reasons = ReleaseChecks.ofDelivery(session, release);
        prepare(session, manifest);
        List<StagedDataset> datasets = new ArrayList<>();
        for (Dataset dataset : manifest.datasets()) {
            datasets.add(StagedDataset.measure(session, release.run(), dataset));
        }
        RolledBackCheck.reason(session, release).ifPresent(reasons::add);
        reasons.addAll(ReleaseChecks.ofContent(session, release, manifest, datasets));
        return new ExaminedRelease(session, release, manifest, datasets, reasons);
    }

    /**
     * Gives the transaction what it needs to look at a release, and locks its datasets: one release at a time writes one.
     * In order of name, so that no two sessions wait for each other.
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

    boolean isGood() {
        return reasons.isEmpty();
    }

    /** How what is staged differs from what is visible; what that writes is to be undone. */
    List<DatasetPreview> differences() throws SQLException {
        List<DatasetPreview> differences = new ArrayList<>();
        for (StagedDataset dataset : datasets) {
            new DatasetDifferences(session, release, dataset).find().ifPresent(differences::add);
        }
        return differences;
    }

    /** For a person to look at, with the differences of each dataset. */
    ReplayPreview shownAs(List<DatasetPreview> differences) throws SQLException {
        long rejected =
                session.number("SELECT coalesce(sum(rejected), 0) FROM datawarp.sheets WHERE run = ?", release.run());
        return new ReplayPreview(reasons, rejected, differences);
    }
}
