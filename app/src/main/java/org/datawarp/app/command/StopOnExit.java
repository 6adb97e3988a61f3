package org.datawarp.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.datawarp.platform.service.StopSignal;
import org.jspecify.annotations.Nullable;

/** Turns Ctrl-C and SIGTERM into a stop signal, and keeps the process alive until its owner has closed everything. */
final class StopOnExit implements AutoCloseable {

    /**
     * Longer than any part needs to stop. After that the process ends as if killed; the next start recovers from that.
     */
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch putAway = new CountDownLatch(1);
    private volatile boolean expected;
    private @Nullable Thread starting;

    private StopOnExit() {}

    static StopOnExit install(StopSignal stop) {
        StopOnExit onExit = new StopOnExit();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onExit.run(stop), "stop-on-exit"));
        return onExit;
    }

    /** From now on, a stop counts as success: the exit code is 0, not that of a signal. */
    void expectStop() {
        expected = true;
    }

    /**
     * Until {@link #hasStarted}, a stop interrupts this thread, which may be waiting for services that do not answer.
     */
    synchronized void isStarting() {
        starting = Thread.currentThread();
    }

    /** From now on the owner reacts to the stop signal. */
    synchronized void hasStarted() {
        starting = null;
    }

    private synchronized void interruptStart() {
        Thread waiting = starting;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void run(StopSignal stop) {
        if (putAway.getCount() == 0) {
            return;
        }
        stop.set();
        interruptStart();
        try {
            boolean inTime = putAway.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (inTime && expected && stop.failure().isEmpty()) {
                // Java exits with the signal's code unless the process ends here.
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed. */
    @Override
    public void close() {
        putAway.countDown();
    }
}
