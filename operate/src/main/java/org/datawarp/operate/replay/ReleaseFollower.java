package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.operate.release.ReleaseWatch;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * Follows releases that the database has promoted or held, and reports each once the catalogue shows it. The next release
 * may be applied in the meantime: publishing takes about as long. Used by one thread.
 */
public final class ReleaseFollower {

    /** What is ahead of those who read waits in the change topics; the sink folds it all at once. */
    private static final int MOST_AHEAD = 8;

    private final ReleaseWatch watch;
    private final PrintWriter out;
    private final Set<String> reported = new HashSet<>();
    private int followed;
    private boolean areVisible = true;

    ReleaseFollower(ReleaseWatch watch, PrintWriter out) {
        this.watch = watch;
        this.out = out;
    }

    /** Follows one more. */
    void add(ReleaseStatus decided) {
        watch.follow(decided.run());
        followed++;
    }

    /**
     * Waits while many are not seen by everybody yet.
     *
     * @return false when that takes too long: the sink does not seem to publish
     */
    boolean keepUp() throws IOException, InterruptedException {
        return await(MOST_AHEAD);
    }

    /**
     * Waits for all.
     *
     * @return whether each is visible to everybody now
     */
    boolean finish() throws IOException, InterruptedException {
        return await(0) && areVisible;
    }

    private boolean await(int mostUnderWay) throws IOException, InterruptedException {
        PublishingDeadline deadline = PublishingDeadline.begins();
        List<ReleaseWatch.Followed> ended = watch.await(() -> watch.underWay() > mostUnderWay && !deadline.isLate());
        for (ReleaseWatch.Followed release : ended) {
            if (reported.add(release.status().run())) {
                areVisible &= tell(release.status());
            }
        }
        if (watch.underWay() > mostUnderWay) {
            PublishingDeadline.tellLate(
                    out, "%d of %d releases are not seen by everybody yet".formatted(watch.underWay(), followed));
            return false;
        }
        return true;
    }

    private boolean tell(ReleaseStatus now) {
        if (now.state() == ReleaseState.HELD) {
            out.printf("%n%s %s is held again, because%n", now.publication(), now.release());
            for (HoldReason reason : now.reasons()) {
                out.println("  " + reason);
            }
            return false;
        }
        out.printf(
                "%n%s %s is visible: %,d rows, %,d inserted, %,d updated, %,d deleted, %,d rejected; nothing was fetched.%n",
                now.publication(),
                now.release(),
                now.counts().rows(),
                now.counts().inserted(),
                now.counts().updated(),
                now.counts().deleted(),
                now.counts().rejected());
        out.flush();
        return true;
    }
}
