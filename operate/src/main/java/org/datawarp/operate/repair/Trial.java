package org.datawarp.operate.repair;

import java.util.OptionalLong;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.replay.RejectionTally;

/**
 * The result of applying a changed manifest to a held release.
 *
 * @param changesBefore how many rows it would change in the release before, which is read well without it; empty when
 *     that was not tried
 */
record Trial(ChangedManifest changed, ReplayPreview preview, RejectionTally rejections, OptionalLong changesBefore) {

    /** Whether the release would be promoted, and the one before stays as it is. */
    boolean isGood() {
        return preview.isGood() && changesBefore.orElse(0) == 0;
    }
}
