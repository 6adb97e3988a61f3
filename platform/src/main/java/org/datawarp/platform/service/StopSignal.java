package org.datawarp.platform.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Signals when to stop: on request, or because a role failed for good. Safe for several threads. */
public final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Reports that a role failed for good. Only the first failure is kept. */
    public void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        stopped.countDown();
    }

    /** Requests the stop. */
    public void set() {
        stopped.countDown();
    }

    public boolean isSet() {
        return stopped.getCount() == 0;
    }

    /** Waits until it is time to stop. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** Waits at most the given time. @return whether it is time to stop */
    public boolean await(Duration longest) throws InterruptedException {
        return stopped.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws IllegalStateException with this message, when a role cannot go on */
    public void throwIfFailed(String message) {
        if (failure.get() != null) {
            throw new IllegalStateException(message, failure.get());
        }
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }
}
