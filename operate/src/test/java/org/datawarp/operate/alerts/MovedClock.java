package org.datawarp.operate.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. Safe for several threads. */
public final class MovedClock implements InstantSource {

    private volatile Instant now;

    public MovedClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves it on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
