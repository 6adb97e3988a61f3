package org.datawarp.producers;

import java.util.List;
import org.datawarp.schemas.name.ReleaseName;

/**
 * What became of a release.
 *
 * @param run the attempt that published it, now or before; empty when none did
 * @param files how many it has
 * @param rows that were published now
 * @param problems for people, each a whole sentence; a published release with problems is going to be held
 */
public record ReleaseOutcome(
        ReleaseName release, String run, State state, int files, long rows, List<String> problems) {

    public ReleaseOutcome {
        problems = List.copyOf(problems);
    }

    /** How it ended. */
    public enum State {
        /** All of it is in the raw topic. */
        PUBLISHED,
        /** It is as it was when last published. */
        UNCHANGED,
        /** A file could not be fetched, or Kafka did not take it; nothing of it counts. */
        FAILED
    }
}
