package org.datawarp.sinks.change;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.jspecify.annotations.Nullable;

/** A transaction whose end was not seen yet, and what of it was published. Owned by one thread. */
final class OpenTransaction {

    private final long id;
    private final ChangeOutlet outlet;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private @Nullable String commit;
    private boolean began;
    private long changes;

    OpenTransaction(long id, ChangeOutlet outlet) {
        this.id = id;
        this.outlet = outlet;
    }

    long id() {
        return id;
    }

    /**
     * Counts a change of a dataset and gives its number in the transaction, from 1. It is the same when the change is
     * delivered again, because then the whole transaction is. A transaction is announced with its first change; most,
     * such as heartbeats, have none.
     */
    long nextOrder(String dataset) {
        announce();
        counts.merge(dataset, 1L, Long::sum);
        return ++changes;
    }

    /** Names a dataset of which it holds all rows, perhaps none. */
    void holds(String dataset) {
        announce();
        counts.putIfAbsent(dataset, 0L);
    }

    void commit(String body) {
        announce();
        commit = body;
    }

    /** Announces the transaction; does nothing if it was announced. */
    void announce() {
        if (!began) {
            outlet.send(id, new TransactionBegan(id));
            began = true;
        }
    }

    /** Publishes the end, if the beginning was published; by then, its rows are safe in their topics. */
    void end(long endLsn, Instant committedAt) {
        String promoted = commit;
        if (promoted != null) {
            outlet.sendPromotions(id, promoted);
        }
        if (began) {
            outlet.flush();
            outlet.send(id, new TransactionEnded(id, endLsn, committedAt, counts, commit));
        }
    }

    long changes() {
        return changes;
    }

    /** Whether anything of it was published. */
    boolean isPublished() {
        return began;
    }

    @Nullable
    String commitBody() {
        return commit;
    }
}
