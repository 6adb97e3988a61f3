package org.datawarp.schemas.follow;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a row.
 *
 * @param before null when there was none, or when it is one of the rows of a whole dataset
 * @param after null when the row was deleted
 */
public record FollowedChange(
        RowIdentity identity,
        @Nullable DatasetRow before,
        @Nullable DatasetRow after) {}
