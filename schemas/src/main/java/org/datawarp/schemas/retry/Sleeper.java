package org.datawarp.schemas.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Sleeper {

    /** On the thread that calls. */
    Sleeper THREAD = length -> Thread.sleep(length.toMillis());

    /** A random time longer, up to a quarter, so that requests that failed together do not return together. */
    Sleeper JITTER = length ->
            Thread.sleep(length.toMillis() + ThreadLocalRandom.current().nextLong(length.toMillis() / 4 + 1));

    void sleep(Duration length) throws InterruptedException;
}
