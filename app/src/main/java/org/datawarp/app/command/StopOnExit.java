package org.datawarp.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.datawarp.platform.service.StopSignal;
import org.jspecify.annotations.Nullable;

/** Turns Ctrl-C and SIGTERM into a stop signal, and holds the process until its owner has put everything away. */
final class StopOnExit implements AutoCloseable {

    /** Longer than any part needs to stop; then the process goes, as after a kill, which a start survives. */
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

    /** From now on, to be stopped is a good end: the exit code is 0, not that of a signal. */
    void expectStop() {
        expected = true;
    }

    /** Until {@link #hasStarted}, to be stopped interrupts this thread: it may wait for services that are away. */
    synchronized void isStarting() {
        starting = Thread.currentThread();
    }

    /** From now on the owner listens to its signal. */
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
                // Java gives a stopped process the signal's code, unless it ends here.
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is put away. */
    @Override
    public void close() {
        putAway.countDown();
    }
}
