package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;

/** Applies a manifest to releases again. Owned and closed by one thread. */
public final class Replaying implements AutoCloseable {

    private final PrintWriter out;
    private final ReplayReport page;
    private final ReplaySession session;

    /** @param session closed with this */
    public Replaying(PrintWriter out, ReplaySession session) {
        this.out = out;
        this.page = new ReplayReport(out);
        this.session = session;
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
        ChangedManifest changed = new ChangedManifest(before, after, List.of(), List.of());
        boolean allWell = switch (mode) {
            case SHOW -> show(releases, changed);
            case EACH -> each(releases, changed);
            case TOGETHER -> together(releases, changed);
        };
        if (mode == Mode.SHOW || (mode == Mode.TOGETHER && !allWell)) {
            out.printf("%nNothing was changed.%n");
        }
        out.flush();
        return allWell;
    }

    private boolean show(List<ReleaseStatus> releases, ChangedManifest changed) {
        boolean allWell = true;
        int done = 0;
        for (ReleaseStatus release : releases) {
            count(++done, releases.size());
            try {
                allWell &= isGood(release, session.preview(release, changed));
            } catch (ReplayRefusedException e) {
                allWell &= isRefused(e);
            }
        }
        return allWell;
    }

    private boolean each(List<ReleaseStatus> releases, ChangedManifest changed)
            throws IOException, InterruptedException {
        ReleaseFollower follower = session.follower(changed);
        boolean allWell = true;
        ChangedManifest next = changed;
        int done = 0;
        for (ReleaseStatus release : releases) {
            count(++done, releases.size());
            try {
                List<ReleaseStatus> applied = apply(List.of(release), next);
                if (!applied.isEmpty()) {
                    applied.forEach(follower::add);
                    // The first release that was applied has written it.
                    next = new ChangedManifest(next.after(), next.after(), List.of(), List.of());
                }
                allWell &= !applied.isEmpty();
            } catch (ReplayRefusedException e) {
                allWell &= isRefused(e);
            }
            if (!follower.keepUp()) {
                out.printf("%nStopped after %d of %d; the same command continues.%n", done, releases.size());
                return false;
            }
        }
        return follower.finish() && allWell;
    }

    private boolean together(List<ReleaseStatus> releases, ChangedManifest changed)
            throws IOException, InterruptedException {
        try {
            List<ReleaseStatus> applied = apply(releases, changed);
            return !applied.isEmpty() && session.follow(applied, changed);
        } catch (ReplayRefusedException e) {
            return isRefused(e);
        }
    }

    /**
     * Applies the manifest to releases in one transaction. All are staged before the first is compared, so that other
     * releases of their datasets wait only for the comparison.
     *
     * @return the new attempts; empty when one would be held, and nothing was changed
     */
    private List<ReleaseStatus> apply(List<ReleaseStatus> releases, ChangedManifest changed) throws IOException {
        try (AttemptTransaction transaction = session.replays().begin()) {
            List<ReleaseAttempt> attempts = new ArrayList<>();
            for (ReleaseStatus release : releases) {
                attempts.add(session.stage(transaction, release, changed));
            }
            for (int i = 0; i < attempts.size(); i++) {
                count(i + 1, attempts.size());
                if (!isGood(releases.get(i), attempts.get(i).apply())) {
                    return List.of();
                }
            }
            session.putInForce(changed);
            return transaction.commit();
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
        session.close();
    }
}
