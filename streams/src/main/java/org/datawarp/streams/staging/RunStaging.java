package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.database.DatabaseFailures;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.StageTable;
import org.jspecify.annotations.Nullable;

/** What one batch stages of one attempt. Owned by one thread, and used for one batch. */
public final class RunStaging {

    /** A wrong type is wrong in every row: a few reasons are enough. */
    private static final int MOST_REASONS = 20;

    private final ReleaseStatus release;
    private final Manifests manifests;
    private final SheetTally tally;
    private final Headings headings;
    private final Map<DatasetName, DatasetStaging> datasets = new HashMap<>();
    private final List<HoldReason> reasons = new ArrayList<>();
    private @Nullable Manifest manifest;
    private boolean manifestSought;

    public RunStaging(ReleaseStatus release, Manifests manifests) {
        this.release = release;
        this.manifests = manifests;
        this.tally = new SheetTally(release.run());
        this.headings = new Headings(release.run());
    }

    private record DatasetStaging(StageBuffer buffer, TotalRows totals) {}

    public SheetTally tally() {
        return tally;
    }

    /** Whether the attempt still takes rows. */
    boolean isLoading() {
        return release.state() == ReleaseState.LOADING;
    }

    public void add(DatabaseSession session, int sheet, AppliedRow row) throws SQLException {
        tally.count(sheet, row);
        row.headings().forEach(heading -> headings.add(sheet, heading));
        List<TypedRow> typed = row.rows();
        for (int place = 0; place < typed.size(); place++) {
            DatasetStaging staging = staging(typed.get(place).dataset());
            if (staging != null) {
                add(session, staging, sheet, row, place);
            }
        }
    }

    private void add(DatabaseSession session, DatasetStaging staging, int sheet, AppliedRow row, int place)
            throws SQLException {
        TypedRow typed = row.rows().get(place);
        int total = staging.totals().numberOf(row.kind(), typed);
        HoldReason reason = staging.buffer().add(new StageBuffer.Place(sheet, row.row(), place, total), typed);
        if (reason != null && release.reasons().size() + reasons.size() < MOST_REASONS) {
            reasons.add(reason);
        }
        if (staging.buffer().isFull()) {
            flush(session, staging.buffer());
        }
    }

    /** Null when the manifest is not known: the release will be held for it. */
    private @Nullable DatasetStaging staging(DatasetName name) {
        DatasetStaging staging = datasets.get(name);
        if (staging == null) {
            Dataset dataset = dataset(name);
            if (dataset == null) {
                return null;
            }
            StageTable table = new StageTable(release.run(), dataset.table());
            staging = new DatasetStaging(new StageBuffer(table), new TotalRows(dataset));
            datasets.put(name, staging);
        }
        return staging;
    }

    private @Nullable Dataset dataset(DatasetName name) {
        if (!manifestSought) {
            manifest = manifests
                    .find(release.publication(), release.manifestVersion())
                    .orElse(null);
            manifestSought = true;
        }
        return manifest == null ? null : manifest.dataset(name).orElse(null);
    }

    public void flush(DatabaseSession session) throws SQLException {
        for (DatasetStaging staging : datasets.values()) {
            flush(session, staging.buffer());
        }
        tally.flush(session);
        headings.flush(session);
        if (!reasons.isEmpty()) {
            ReleaseRegister.addReasons(session, release.run(), reasons);
        }
    }

    private void flush(DatabaseSession session, StageBuffer buffer) throws SQLException {
        try {
            buffer.flush(session);
        } catch (SQLException e) {
            if (DatabaseFailures.kindOf(e) == FailureKind.REFUSED_DATA) {
                throw new RefusedReleaseException(release, e);
            }
            throw e;
        }
    }
}
