package org.datawarp.producers.schedule;

import java.util.List;
import java.util.Optional;

/**
 * What is to be expected of a publication at a moment.
 *
 * @param latest the newest release that was seen
 * @param next the next one that is not late
 * @param late those that should be there and are not, the oldest first
 * @param missing those that a later one, or the time of a later one, has overtaken; the oldest first
 */
public record Outlook(
        State state,
        Optional<Sighting> latest,
        Optional<Expectation> next,
        List<Expectation> late,
        List<Expectation> missing) {

    public Outlook {
        late = List.copyOf(late);
        missing = List.copyOf(missing);
    }

    /** How a publication stands. */
    public enum State {
        /** Nobody knows when its releases appear. */
        UNKNOWN,
        /** Releases appear whenever they do: there is nothing to learn. */
        IRREGULAR,
        /** Nothing is expected for a while. */
        QUIET,
        /** The next release may appear any moment. */
        DUE,
        /** A release should be there and is not. */
        LATE,
        /** So many should be there that no more are expected. */
        DISCONTINUED,
        /** Its last release, as the manifest says, was seen. */
        ENDED
    }
}
