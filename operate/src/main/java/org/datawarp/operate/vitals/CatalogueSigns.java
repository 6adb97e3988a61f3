package org.datawarp.operate.vitals;

import java.io.IOException;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.catalog.WaitingChanges;
import org.datawarp.sinks.object.ObjectStore;

/** What the object store says, and which captured changes its catalogue lacks. Safe for several threads; closed by its owner. */
public final class CatalogueSigns implements AutoCloseable {

    private final ObjectStore store;
    private final WaitingChanges changes;

    private CatalogueSigns(ObjectStore store, WaitingChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    /** Asks nothing yet. */
    public static CatalogueSigns open(Endpoints endpoints) {
        return new CatalogueSigns(
                ObjectStore.open(endpoints.store()), WaitingChanges.open(endpoints.kafkaProperties()));
    }

    /** @throws IOException when the store does not answer */
    public void ask() throws IOException {
        store.get(Catalog.KEY);
    }

    /** The catalogue as it is now; the empty one before the first. */
    public Catalog catalog() throws IOException {
        return StoredCatalog.read(store);
    }

    /**
     * How many changes are captured and not in the catalogue.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public synchronized long changesWaiting(Catalog catalog) {
        return changes.count(catalog);
    }

    @Override
    public synchronized void close() {
        changes.close();
        store.close();
    }
}
