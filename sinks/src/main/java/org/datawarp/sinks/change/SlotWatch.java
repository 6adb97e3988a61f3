package org.datawarp.sinks.change;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a dead stream of changes that reports no error. When the network drops what the server sends, the server
 * releases the slot after a while (its {@code wal_sender_timeout}), and this side would wait for ever. A server that is
 * busy with a large transaction keeps the slot, however long it sends nothing.
 *
 * <p>Works in a thread of its own until the code that started it closes it.
 */
final class SlotWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** By then, a stream that broke with an error has ended the engine. */
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

    /** @param onLost called once, from another thread, with the reason why the stream is dead */
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
                // At first, the engine has not taken it yet.
                wasHeld |= held;
                free = held || !wasHeld ? 0 : free + 1;
                if (free == LOOKS) {
                    onLost.accept("PostgreSQL has released the slot %s: the connection to it is dead".formatted(slot));
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a process reads from the slot; also true when the database does not answer. */
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
