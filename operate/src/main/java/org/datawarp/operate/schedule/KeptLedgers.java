package org.datawarp.operate.schedule;

import java.io.IOException;
import java.util.Optional;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.schemas.name.PublicationName;

/**
 * The ledgers in the database, each with a copy beside it. Safe for several threads.
 *
 * @param copy read if the database has no ledger, because it was lost or is new
 */
record KeptLedgers(WatchStore store, LedgerStore copy) {

    Optional<byte[]> read(PublicationName publication) throws IOException {
        Optional<byte[]> kept = store.ledger(publication);
        return kept.isPresent() ? kept : copy.read(publication);
    }

    /** @throws LeaseTakenException when another instance has taken the lease */
    void keep(PublicationName publication, Lease lease, byte[] content) throws IOException {
        if (!store.keepLedger(lease, content)) {
            throw new LeaseTakenException(publication, store.holder(publication));
        }
        copy.write(publication, content);
    }
}
