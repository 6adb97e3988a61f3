package org.datawarp.operate.lookout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long somebody has had something to do without doing any of it. Owned by one thread. */
final class Stillness {

    private @Nullable Object position;
    private Instant since = Instant.MIN;

    /**
     * Takes what is seen.
     *
     * @param waiting how much there is to do
     * @param now differs from before as soon as some of it was done
     * @return zero when there is nothing to do, or some was done since the last time
     */
    Duration observe(long waiting, Object now, Instant at) {
        if (waiting == 0 || !now.equals(position)) {
            position = now;
            since = at;
        }
        return Duration.between(since, at);
    }
}
