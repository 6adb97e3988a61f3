package org.datawarp.sinks.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;

/** How many changes of a transaction were taken from the change topics. Owned by one thread. */
final class OpenTransaction {

    private final long id;
    private final Map<DatasetName, Long> lastOrders = new HashMap<>();
    private final Map<DatasetName, Long> counts = new HashMap<>();
    private final Map<DatasetName, Boolean> published = new HashMap<>();

    /** @param id as the database gave it */
    OpenTransaction(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /** Whether a change belongs to this transaction and was not taken before. A change that is delivered again was. */
    boolean wants(DatasetName dataset, RowChange change) {
        return change.transaction() == id && change.order() > lastOrders.getOrDefault(dataset, 0L);
    }

    void took(DatasetName dataset, RowChange change) {
        lastOrders.put(dataset, change.order());
        counts.merge(dataset, 1L, Long::sum);
    }

    /** How many changes of a dataset were taken. */
    long count(DatasetName dataset) {
        return counts.getOrDefault(dataset, 0L);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Whether a dataset's changes are published: decided once, when its first change is about to be taken. */
    boolean publishes(DatasetName dataset, Predicate<DatasetName> decision) {
        return published.computeIfAbsent(dataset, decision::test);
    }
}
