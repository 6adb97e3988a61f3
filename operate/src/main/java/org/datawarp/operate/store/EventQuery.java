package org.datawarp.operate.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; what is null or empty does not matter.
 *
 * @param run the attempt that they belong to; what was fetched for it belongs to it, too
 * @param types as CloudEvents call them
 * @param since not before this
 * @param atMost how many, the latest ones
 */
public record EventQuery(
        @Nullable String run,
        @Nullable String publication,
        @Nullable String release,
        List<String> types,
        @Nullable Instant since,
        int atMost) {

    public EventQuery {
        types = List.copyOf(types);
    }
}
