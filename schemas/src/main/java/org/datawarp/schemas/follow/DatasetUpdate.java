package org.datawarp.schemas.follow;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.change.Commit;

/**
 * A step from one state of a dataset to the next, never to a state between: all that one transaction changed, or the whole
 * dataset.
 *
 * @param changes in their order; of a whole dataset, one for each row
 * @param releases those that became visible by it, in their order; none when it is a whole dataset as topics were found, or
 *     when nobody promoted anything
 * @param committedAt by the database's clock
 * @param position to go on from once it is taken
 */
public record DatasetUpdate(
        Kind kind, List<FollowedChange> changes, List<Commit> releases, Instant committedAt, FollowPosition position) {

    /** What is to be done with it. */
    public enum Kind {
        /** Put its rows in place of all that there were. */
        WHOLE,
        /** Apply its changes to what there is. */
        CHANGES
    }

    public DatasetUpdate {
        changes = List.copyOf(changes);
        releases = List.copyOf(releases);
    }
}
