package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;

/** Looks at a staged attempt as its decision would, and writes nothing that is meant to stay. Used once. */
final class PreviewedReplay {

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final Manifest manifest;

    PreviewedReplay(DatabaseSession session, ReleaseStatus release, Manifest manifest) {
        this.session = session;
        this.release = release;
        this.manifest = manifest;
    }

    /** The session's transaction must be rolled back afterwards. */
    ReplayPreview run() throws SQLException {
        ReleaseDecision.prepare(session, manifest);
        List<StagedDataset> datasets = new ArrayList<>();
        for (Dataset dataset : manifest.datasets()) {
            datasets.add(StagedDataset.measure(session, release.run(), dataset));
        }
        List<HoldReason> reasons = ReleaseChecks.ofDelivery(session, release);
        reasons.addAll(ReleaseChecks.ofContent(session, release, manifest, datasets));
        List<ReplayPreview.DatasetPreview> previews = new ArrayList<>();
        for (StagedDataset dataset : datasets) {
            new DatasetDifferences(session, release, dataset).find().ifPresent(previews::add);
        }
        long rejected =
                session.number("SELECT coalesce(sum(rejected), 0) FROM datawarp.sheets WHERE run = ?", release.run());
        return new ReplayPreview(reasons, rejected, previews);
    }
}
