package org.datawarp.operate.schedule;

import java.io.IOException;
import java.util.Optional;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.schemas.name.PublicationName;

/**
 * The ledgers of the database, each with a copy beside it. Safe for several threads.
 *
 * @param copy read where the database has none, because it is lost or new
 */
record KeptLedgers(WatchStore store, LedgerStore copy) {

    Optional<byte[]> read(PublicationName publication) throws IOException {
        Optional<byte[]> kept = store.ledger(publication);
        return kept.isPresent() ? kept : copy.read(publication);
    }

    /** @throws LeaseTakenException when somebody else has the lease by now */
    void keep(PublicationName publication, Lease lease, byte[] content) throws IOException {
        if (!store.keepLedger(lease, content)) {
            throw new LeaseTakenException(publication, store.holder(publication));
        }
        copy.write(publication, content);
    }
}
