package org.datawarp.ask.mcp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The calls that have no answer yet. When the client cancels one, the thread that answers it is interrupted. */
final class RunningCalls {

    private final Set<String> expected = new HashSet<>();
    private final Map<String, Thread> threads = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    /** A call has arrived; another thread calls {@link #begin} later. */
    synchronized void expect(String call) {
        expected.add(call);
    }

    /** The calling thread answers the call, until it calls {@link #end}. */
    synchronized void begin(String call) {
        threads.put(call, Thread.currentThread());
        if (!expected.remove(call)) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on, the calling thread is not interrupted for this call. */
    synchronized void end(String call) {
        threads.remove(call);
        Thread.interrupted();
    }

    /** Does nothing for a call that has been answered, or never arrived. */
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
