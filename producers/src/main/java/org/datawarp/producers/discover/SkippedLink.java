package org.datawarp.producers.discover;

import java.net.URI;

/**
 * A link to a data file that belongs to no release, and why.
 *
 * @param message for a person: what was found and expected, and what to do
 */
public record SkippedLink(URI address, String name, Reason reason, String message) {

    /** Why a link to data is left out. */
    public enum Reason {
        /** Nothing about the link names a period. */
        NO_PERIOD,
        /** Its period is before the publication's first or after its last. */
        OUT_OF_RANGE,
        /** The release has the same data in a better file. */
        SAME_DATA
    }
}
