package org.datawarp.operate.repair;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.datawarp.author.proposal.MendedManifest;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;

/** Applies a manifest to releases again. Owned and closed by one thread. */
public final class Replaying implements AutoCloseable {

    private final PrintWriter out;
    private final ReplayPage page;
    private final Mending mending;

    /** @param mending closed with this */
    public Replaying(PrintWriter out, Mending mending) {
        this.out = out;
        this.page = new ReplayPage(out);
        this.mending = mending;
    }

    /** How far a replay goes. */
    public enum Mode {
        /** What would change is shown. */
        SHOW,
        /** One release after the other becomes visible; one that would be held stays as it is. */
        EACH,
        /** All become visible in one transaction and one catalogue version, or none does. */
        TOGETHER
    }

    /**
     * Shows what changes in each release, and has it change if the mode is so.
     *
     * @param before the manifest in its folder
     * @param after the one to apply; written there when it differs
     * @return whether all went well: none would be held
     */
    public boolean run(List<ReleaseStatus> releases, PublicationManifest before, PublicationManifest after, Mode mode)
            throws IOException, InterruptedException {
        MendedManifest mended = new MendedManifest(before, after, List.of(), List.of());
        boolean allWell = switch (mode) {
            case SHOW -> show(releases, mended);
            case EACH -> each(releases, mended);
            case TOGETHER -> together(releases, mended);
        };
        if (mode == Mode.SHOW || (mode == Mode.TOGETHER && !allWell)) {
            out.printf("%nNothing was changed.%n");
        }
        out.flush();
        return allWell;
    }

    private boolean show(List<ReleaseStatus> releases, MendedManifest mended) {
        boolean allWell = true;
        int done = 0;
        for (ReleaseStatus release : releases) {
            count(++done, releases.size());
            try {
                allWell &= isGood(release, mending.preview(release, mended));
            } catch (ReplayRefusedException e) {
                allWell &= isRefused(e);
            }
        }
        return allWell;
    }

    private boolean each(List<ReleaseStatus> releases, MendedManifest mended) throws IOException, InterruptedException {
        Following following = mending.following(mended);
        boolean allWell = true;
        MendedManifest next = mended;
        int done = 0;
        for (ReleaseStatus release : releases) {
            count(++done, releases.size());
            try {
                Optional<ReleaseStatus> decided = mending.replay(release, next, preview -> isGood(release, preview));
                if (decided.isPresent()) {
                    following.add(decided.get());
                    // It was written when the first release was agreed to.
                    next = new MendedManifest(next.after(), next.after(), List.of(), List.of());
                }
                allWell &= decided.isPresent();
            } catch (ReplayRefusedException e) {
                allWell &= isRefused(e);
            }
            if (!following.keepUp()) {
                out.printf("%nStopped after %d of %d; the same command goes on.%n", done, releases.size());
                return false;
            }
        }
        return following.finish() && allWell;
    }

    private boolean together(List<ReleaseStatus> releases, MendedManifest mended)
            throws IOException, InterruptedException {
        try {
            int[] done = {0};
            return mending.replayTogether(releases, mended, (release, preview) -> {
                count(++done[0], releases.size());
                return isGood(release, preview);
            });
        } catch (ReplayRefusedException e) {
            return isRefused(e);
        }
    }

    private boolean isRefused(ReplayRefusedException refusal) {
        out.printf("%n%s%n", refusal.getMessage());
        return false;
    }

    private boolean isGood(ReleaseStatus release, ReplayPreview preview) {
        page.print(release, preview);
        return preview.isGood();
    }

    private void count(int number, int all) {
        if (all > 1) {
            out.printf("%n%d of %d", number, all);
        }
    }

    @Override
    public void close() {
        mending.close();
    }
}
