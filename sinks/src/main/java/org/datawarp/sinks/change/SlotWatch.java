package org.datawarp.sinks.change;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the stream of changes is dead although nobody said so: when the network swallowed what the server sent, the
 * server lets go of the slot after a while (its {@code wal_sender_timeout}), and this side would wait for ever. A server
 * that is busy with a large transaction holds the slot however long it sends nothing.
 *
 * <p>Works in a thread of its own until it is closed by whoever started it.
 */
final class SlotWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** In between, a stream that broke off in the open has ended the engine. */
    private static final int LOOKS = 3;

    private final SourceDatabase database;
    private final String slot;
    private final Consumer<String> onLost;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SlotWatch(SourceDatabase database, String slot, Consumer<String> onLost) {
        this.database = database;
        this.slot = slot;
        this.onLost = onLost;
    }

    /** @param onLost told once, from another thread, why the stream is dead */
    static SlotWatch start(SourceDatabase database, String slot, Consumer<String> onLost) {
        SlotWatch watch = new SlotWatch(database, slot, onLost);
        Thread thread = new Thread(watch::watch, "slot-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void watch() {
        try {
            boolean wasHeld = false;
            int free = 0;
            while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean held = isHeld();
                // Before the first time, the engine is about to take it.
                wasHeld |= held;
                free = held || !wasHeld ? 0 : free + 1;
                if (free == LOOKS) {
                    onLost.accept("PostgreSQL has let go of the slot %s: the connection to it is dead".formatted(slot));
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether somebody reads from the slot; also true when the database does not say. */
    private boolean isHeld() {
        try {
            return database.slot(slot).map(SlotState::active).orElse(false);
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("The database does not say who reads from the slot");
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
