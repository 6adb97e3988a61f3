package org.datawarp.operate.repair;

import java.io.IOException;
import java.util.List;
import org.datawarp.author.proposal.Proposal;

/** Decides which proposals are taken, and whether what they give is good enough. */
interface Consent {

    /** Which of the proposals to take, perhaps altered; empty to leave the release held. */
    List<Proposal> choose(RepairPlan plan) throws IOException;

    /** Whether to release what was tried. */
    boolean agree(Trial trial) throws IOException;

    /** Takes what is certain enough, if the release is then good. */
    Consent CERTAIN = new Consent() {
        @Override
        public List<Proposal> choose(RepairPlan plan) {
            return plan.proposals().stream().filter(Proposal::isCertain).toList();
        }

        @Override
        public boolean agree(Trial trial) {
            return trial.isGood();
        }
    };
}
