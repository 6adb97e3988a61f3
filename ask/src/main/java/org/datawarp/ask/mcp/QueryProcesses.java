package org.datawarp.ask.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs statements in separate processes, which are killed at their limits of time and memory. One spare process is
 * always started ahead, so that no question waits for Java to start after another has ended its process. Safe for
 * several threads.
 */
final class QueryProcesses implements AutoCloseable {

    /** From the question to its answer. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    /** The most statements at once: each may take a gigabyte and two threads. */
    private static final int MOST_AT_ONCE = 2;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE, true);
    private final Deque<QueryProcess> idle = new ArrayDeque<>();
    private final Set<QueryProcess> all = new HashSet<>();
    private boolean closed;

    /** Returns at once; questions wait until it is ready. */
    synchronized void startAhead() throws IOException {
        idle.push(start());
    }

    /**
     * Runs one.
     *
     * @param longest from the question to its answer
     * @throws ToolException if it reached a limit, or the call was cancelled
     * @throws IOException if no process could be started
     */
    Outcome run(Order order, Duration longest) throws IOException, ToolException {
        Deadline deadline = Deadline.in(longest);
        try {
            if (!free.tryAcquire(deadline.remainingMillis(), TimeUnit.MILLISECONDS)) {
                throw new ToolException(
                        "Other questions took all the time there was. Ask %d at once at most.".formatted(MOST_AT_ONCE));
            }
            try {
                return run(order, deadline);
            } finally {
                free.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("The question was cancelled.");
        }
    }

    private Outcome run(Order order, Deadline deadline) throws IOException, InterruptedException, ToolException {
        QueryProcess process = take();
        try {
            return process.ask(order, deadline);
        } finally {
            giveBack(process);
        }
    }

    private synchronized QueryProcess take() throws IOException {
        QueryProcess fit = fit();
        if (idle.isEmpty()) {
            idle.add(start());
        }
        return fit;
    }

    private QueryProcess fit() throws IOException {
        for (QueryProcess process = idle.poll(); process != null; process = idle.poll()) {
            if (process.isFit()) {
                return process;
            }
            end(process);
        }
        return start();
    }

    private synchronized void giveBack(QueryProcess process) throws IOException {
        if (process.isFit()) {
            idle.push(process);
            return;
        }
        end(process);
        if (idle.isEmpty() && !closed) {
            idle.push(start());
        }
    }

    private QueryProcess start() throws IOException {
        if (closed) {
            throw new IOException("Cannot ask: the server is ending");
        }
        QueryProcess process = QueryProcess.start();
        all.add(process);
        return process;
    }

    private void end(QueryProcess process) throws IOException {
        all.remove(process);
        process.close();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (QueryProcess process : all) {
            process.close();
        }
    }
}
