package org.datawarp.producers;

import java.util.List;
import org.datawarp.schemas.name.ReleaseName;

/**
 * The result of one release.
 *
 * @param run the attempt that sent it, now or before; empty when there was none
 * @param files how many it has
 * @param rows that were sent now
 * @param problems for people, each a whole sentence; a sent release with problems will be held
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
        /** It is the same as when it was last sent. */
        UNCHANGED,
        /** A file could not be fetched, or Kafka did not accept it; nothing of it counts. */
        FAILED
    }
}
