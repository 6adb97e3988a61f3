package org.datawarp.bench;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.bench.Meter.Mark;
import org.datawarp.streams.postgres.ReleaseStore;
import org.jspecify.annotations.Nullable;

/** Watches from outside for the end of staging, which tells nobody. Closed by whoever started it. */
final class StagingWatch implements AutoCloseable {

    private static final int PAUSE_MILLIS = 50;

    private final AtomicReference<@Nullable Mark> staged = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private StagingWatch() {}

    static StagingWatch start(ReleaseStore releases, Meter meter) {
        StagingWatch watch = new StagingWatch();
        Thread thread = new Thread(() -> watch.run(releases, meter), "watch-staging");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run(ReleaseStore releases, Meter meter) {
        try {
            while (staged.get() == null && !closed.get()) {
                if (releases.recent(1).stream().anyMatch(release -> release.closedAt() != null)) {
                    staged.set(meter.mark());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Mark staged() {
        Mark mark = staged.get();
        if (mark == null) {
            throw new IllegalStateException("The end of staging was not seen");
        }
        return mark;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
