package org.datawarp.ask.mcp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The calls without an answer yet. The thread that answers one is interrupted when the client no longer waits for it. */
final class RunningCalls {

    private final Set<String> expected = new HashSet<>();
    private final Map<String, Thread> threads = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    /** It has arrived; {@link #begin} comes later, by another thread. */
    synchronized void expect(String call) {
        expected.add(call);
    }

    /** The calling thread answers it, until it calls {@link #end}. */
    synchronized void begin(String call) {
        threads.put(call, Thread.currentThread());
        if (!expected.remove(call)) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on the calling thread is not interrupted for it. */
    synchronized void end(String call) {
        threads.remove(call);
        Thread.interrupted();
    }

    /** To cancel what has been answered, or never came, does nothing. */
    synchronized void cancel(String call) {
        Thread thread = threads.get(call);
        if (expected.remove(call) || thread != null) {
            cancelled.add(call);
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized boolean isAnyCancelled() {
        return !cancelled.isEmpty();
    }

    /** @return whether it was cancelled before it was answered */
    synchronized boolean forget(String call) {
        return cancelled.remove(call);
    }

    synchronized void cancelAll() {
        expected.clear();
        threads.values().forEach(Thread::interrupt);
    }
}
