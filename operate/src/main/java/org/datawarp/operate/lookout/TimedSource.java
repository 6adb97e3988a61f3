package org.datawarp.operate.lookout;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datawarp.operate.alerts.Measurements;
import org.jspecify.annotations.Nullable;

/** Gives up on what does not answer: a service that hangs must not keep anybody from hearing that it does. */
final class TimedSource implements Source {

    private final Source source;
    private final ExecutorService threads;
    private final Duration patience;
    private @Nullable Future<Measurements> asked;

    /** @param threads where it is asked, one at a time */
    TimedSource(Source source, ExecutorService threads, Duration patience) {
        this.source = source;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public void measure(Measurements into) throws Exception {
        if (asked != null && !asked.isDone()) {
            throw new TimeoutException("It has not answered since the last time");
        }
        Future<Measurements> answer = threads.submit(() -> {
            Measurements own = new Measurements();
            source.measure(own);
            return own;
        });
        asked = answer;
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).all().forEach(into::put);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
