package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.staging.StagedDataset;

/** All that must be true of a complete release before it is promoted; every problem is reported, not only the first. */
final class ReleaseChecks {

    private ReleaseChecks() {}

    /** Problems that can be seen without a manifest. */
    static List<HoldReason> ofDelivery(DatabaseSession session, ReleaseStatus release) throws SQLException {
        List<HoldReason> reasons = new ArrayList<>(release.reasons());
        reasons.addAll(DeliveryCheck.reasons(session, release));
        return reasons;
    }

    static HoldReason manifestUnknown(ReleaseStatus release) {
        return new HoldReason(
                HoldCode.MANIFEST_UNKNOWN,
                release.publication() + "@" + release.manifestVersion(),
                "no such manifest, or none that can be read",
                "the manifest that the release was published with",
                "publish the manifest and load the release again");
    }

    static List<HoldReason> ofContent(
            DatabaseSession session, ReleaseStatus release, Manifest manifest, List<StagedDataset> datasets)
            throws SQLException {
        List<HoldReason> reasons = new ArrayList<>(RowsCheck.reasons(session, release, manifest, datasets));
        for (StagedDataset dataset : datasets) {
            reasons.addAll(
                    DatasetTables.plan(session, dataset.dataset().table()).problems());
            reasons.addAll(dataset.repeats().reasons());
            if (dataset.rows() > 0) {
                reasons.addAll(new HistoryCheck(session, release, dataset).reasons());
                reasons.addAll(new TotalsCheck(session, release, dataset).reasons());
            }
        }
        return reasons;
    }
}
