package org.datawarp.operate.schedule;

import java.io.IOException;
import java.util.Optional;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.schemas.name.PublicationName;

/**
 * The ledgers while no instance checks pages. Each write holds the lease for its duration. Safe for several threads.
 */
public final class IdleLedgers implements LedgerStore, AutoCloseable {

    private final WatchStore store;
    private final KeptLedgers ledgers;

    /**
     * Keeps ledgers in the place where {@link Watching} reads them.
     *
     * @param store closed with this
     * @param copy as in {@link Watching}
     */
    public IdleLedgers(WatchStore store, LedgerStore copy) {
        this.store = store;
        this.ledgers = new KeptLedgers(store, copy);
    }

    @Override
    public Optional<byte[]> read(PublicationName publication) throws IOException {
        return ledgers.read(publication);
    }

    /** @throws LeaseTakenException when an instance keeps checking the publication */
    @Override
    public void write(PublicationName publication, byte[] content) throws IOException {
        Lease lease = Watching.awaitLease(store, publication);
        try {
            ledgers.keep(publication, lease, content);
        } finally {
            store.release(lease);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
