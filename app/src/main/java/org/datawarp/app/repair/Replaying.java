package org.datawarp.app.repair;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.streams.postgres.ReleaseStatus;
import org.datawarp.streams.postgres.ReplayPreview;
import org.datawarp.streams.postgres.ReplayRefusedException;
import org.datawarp.streams.replay.RejectionTally;

/** Applies a manifest to releases again, one after the other. Owned and closed by one thread. */
public final class Replaying implements AutoCloseable {

    private final PrintWriter out;
    private final Mending mending;

    /** @param mending closed with this */
    public Replaying(PrintWriter out, Mending mending) {
        this.out = out;
        this.mending = mending;
    }

    /**
     * Shows what would change in each release and, unless it is only to be shown, has it change. A release that would be
     * held stays as it is.
     *
     * @param before the manifest in its folder
     * @param after the one to apply; written there when it differs
     * @return whether none would be held
     */
    public boolean run(
            List<ReleaseStatus> releases, PublicationManifest before, PublicationManifest after, boolean onlyShow)
            throws IOException, InterruptedException {
        MendedManifest mended = new MendedManifest(before, after, List.of(), List.of());
        ReplayPage page = new ReplayPage(out);
        boolean allWell = true;
        for (ReleaseStatus release : releases) {
            try {
                ReplayPreview preview = mending.replays().preview(release, after.manifest(), new RejectionTally());
                page.print(release, preview);
                allWell &= preview.isGood();
                if (preview.isGood() && !onlyShow) {
                    allWell &= mending.release(release, mended);
                    mended = new MendedManifest(after, after, List.of(), List.of());
                }
            } catch (ReplayRefusedException e) {
                out.printf("%n%s%n", e.getMessage());
                allWell = false;
            }
        }
        if (onlyShow) {
            out.printf("%nNothing was changed.%n");
        }
        out.flush();
        return allWell;
    }

    @Override
    public void close() {
        mending.close();
    }
}
