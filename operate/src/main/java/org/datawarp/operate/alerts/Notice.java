package org.datawarp.operate.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification about an alert at one place.
 *
 * @param place the values of its labels, in their order
 * @param state whether it fires for the first time, still, or not any more
 * @param since since when its cause holds, or held
 * @param overAt when it was over; null while it fires
 * @param words what was found; may be empty
 */
record Notice(
        Alert alert,
        List<String> place,
        State state,
        Instant since,
        @Nullable Instant overAt,
        String words) {

    Notice {
        place = List.copyOf(place);
    }

    /** What a target hears. */
    enum State {
        FIRING,
        STILL_FIRING,
        OVER
    }

    boolean fires() {
        return state != State.OVER;
    }

    /** By name. */
    Map<String, String> labels() {
        return alert.labels(place);
    }

    String summary() {
        return alert.summary(place);
    }

    String advice() {
        return alert.advice(place);
    }
}
