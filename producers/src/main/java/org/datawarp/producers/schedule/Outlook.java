package org.datawarp.producers.schedule;

import java.util.List;
import java.util.Optional;

/**
 * What to expect of a publication at a moment.
 *
 * @param latest the newest release that was seen
 * @param next the next release that is not late
 * @param late those that are overdue, oldest first
 * @param missing those that were skipped: a later release has appeared, or its time has come; oldest first
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

    /** The state of a publication. */
    public enum State {
        /** It is not known when its releases appear. */
        UNKNOWN,
        /** Releases appear at any time: there is nothing to learn. */
        IRREGULAR,
        /** Nothing is expected for a while. */
        QUIET,
        /** The next release may appear any moment. */
        DUE,
        /** A release is overdue. */
        LATE,
        /** So many releases are overdue that no more are expected. */
        DISCONTINUED,
        /** Its last release, according to the manifest, was seen. */
        ENDED
    }
}
