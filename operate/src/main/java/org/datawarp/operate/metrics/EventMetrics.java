package org.datawarp.operate.metrics;

import java.util.Locale;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/** Counts what happens in this process. Safe for several threads. */
public final class EventMetrics implements EventLog {

    private final Metrics metrics;

    public EventMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void record(Event event) {
        String publication = event.publication();
        switch (event.type()) {
            case PAGE_REJECTED -> metrics.add(Metric.FETCH_PAGES_REJECTED_TOTAL, 1, publication);
            case RELEASE_FOUND, RELEASE_SEEN ->
                metrics.set(Metric.FETCH_SEEN_TIMESTAMP_SECONDS, Metrics.seconds(event.at()), publication);
            case FILE_FETCHED -> {
                metrics.add(Metric.FETCH_FILES_TOTAL, 1, publication);
                metrics.add(Metric.FETCH_FILE_BYTES_TOTAL, event.number(Fact.BYTES), publication);
            }
            case FILE_REJECTED ->
                metrics.add(Metric.FETCH_FILES_REJECTED_TOTAL, 1, publication, event.fact(Fact.REASON));
            case RELEASE_FAILED -> metrics.add(Metric.FETCH_RELEASES_FAILED_TOTAL, 1, publication);
            case RELEASE_PUBLISHED -> {
                metrics.add(Metric.FETCH_RELEASES_TOTAL, 1, publication);
                metrics.add(Metric.FETCH_ROWS_TOTAL, event.number(Fact.ROWS), publication);
            }
            case ROWS_REJECTED ->
                metrics.add(Metric.APPLY_ROWS_REJECTED_TOTAL, event.number(Fact.REJECTED), publication);
            case RELEASE_PROMOTED, RELEASE_UNCHANGED, RELEASE_HELD -> ended(event);
            case TRANSACTION_CAPTURED -> {
                metrics.add(Metric.CAPTURE_TRANSACTIONS_TOTAL, 1);
                metrics.add(Metric.CAPTURE_CHANGES_TOTAL, event.number(Fact.CHANGES));
            }
            case CATALOG_COMMITTED -> {
                metrics.add(Metric.SINK_COMMITS_TOTAL, 1);
                metrics.set(Metric.SINK_CATALOG_VERSION, event.number(Fact.VERSION));
                metrics.set(Metric.SINK_CATALOG_TIMESTAMP_SECONDS, Metrics.seconds(event.at()));
            }
            default -> {
                // Measured elsewhere, or not a number.
            }
        }
    }

    private void ended(Event event) {
        boolean isOnlyLookedAt =
                event.type() == EventType.RELEASE_UNCHANGED && event.facts().isEmpty();
        if (isOnlyLookedAt) {
            return;
        }
        String state = event.type().name().substring("RELEASE_".length()).toLowerCase(Locale.ROOT);
        metrics.add(Metric.APPLY_RELEASES_TOTAL, 1, event.publication(), state);
        changed(event, Fact.INSERTED);
        changed(event, Fact.UPDATED);
        changed(event, Fact.DELETED);
    }

    private void changed(Event event, Fact change) {
        metrics.add(Metric.APPLY_ROWS_CHANGED_TOTAL, event.number(change), event.publication(), change.key());
    }
}
