package org.datawarp.operate.repair;

import java.util.List;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a held release, and what is proposed.
 *
 * @param before the release before; null when there is none
 * @param trial of all proposals
 */
record RepairPlan(ReleaseStatus held, @Nullable ReleaseStatus before, List<Proposal> proposals, Trial trial) {

    RepairPlan {
        proposals = List.copyOf(proposals);
    }

    /** Whether the manifest was corrected since the release was held, so that nothing is left to propose. */
    boolean isChangedAlready() {
        return proposals.isEmpty()
                && trial.isGood()
                && !held.manifestVersion()
                        .equals(trial.changed().before().manifest().version());
    }

    /** Whether applying the same manifest again is good: what held the release was corrected elsewhere. */
    boolean isGoodAsItIs() {
        return proposals.isEmpty() && trial.isGood();
    }
}
