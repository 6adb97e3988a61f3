package org.datawarp.schemas.follow;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.change.Commit;

/**
 * A step from one state of a dataset to the next, never to a state between: all changes of one transaction, or the
 * whole dataset.
 *
 * @param changes in their order; for a whole dataset, one for each row
 * @param releases those that became visible by it, in their order; none when the transaction promoted nothing, or, for
 *     a whole dataset, when its last transaction is no longer in the topic
 * @param committedAt by the database's clock
 * @param position where to continue once it is applied
 */
public record DatasetUpdate(
        Kind kind, List<FollowedChange> changes, List<Commit> releases, Instant committedAt, FollowPosition position) {

    /** What to do with it. */
    public enum Kind {
        /** Replace all rows with its rows. */
        WHOLE,
        /** Apply its changes to the present rows. */
        CHANGES
    }

    public DatasetUpdate {
        changes = List.copyOf(changes);
        releases = List.copyOf(releases);
    }
}
