package org.datawarp.producers.schedule;

import java.time.Instant;

/**
 * A time in which a release may well appear.
 *
 * @param start the first moment
 * @param end the first moment after it
 */
public record Window(Instant start, Instant end) {

    boolean holds(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }
}
