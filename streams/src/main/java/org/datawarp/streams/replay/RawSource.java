package org.datawarp.streams.replay;

import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;

/** Gives the raw messages of a release when the raw topic does not hold them any more. */
@FunctionalInterface
public interface RawSource {

    /** None: what the topic does not hold cannot be read. */
    RawSource NONE = (release, missing, visitor) -> {
        throw missing;
    };

    /**
     * Shows all raw messages of a release, its end last.
     *
     * @param missing why the topic does not give them; thrown when this source does not either
     */
    void read(ReleaseStatus release, ReplayRefusedException missing, RawVisitor visitor);
}
