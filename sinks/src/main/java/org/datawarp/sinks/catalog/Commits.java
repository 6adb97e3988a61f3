package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/** Reports catalogue versions: one event for each release that a version publishes. */
record Commits(InstantSource clock, EventLog events) {

    /** To the microsecond, which is what the catalogue keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void record(List<EndedTransaction> transactions, CommitWindow.Outcome outcome) {
        Catalog catalog = outcome.catalog();
        Map<Fact, String> facts = Map.of(
                Fact.VERSION, Long.toString(catalog.version()),
                Fact.DATASETS, Integer.toString(catalog.datasets().size()),
                Fact.PARTS, Integer.toString(outcome.created().size()),
                Fact.ROWS,
                        Long.toString(catalog.datasets().stream()
                                .mapToLong(CatalogDataset::rows)
                                .sum()));
        for (EndedTransaction transaction : transactions) {
            transaction
                    .commits()
                    .forEach(commit -> events.record(new Event(
                            EventType.CATALOG_COMMITTED,
                            commit.publication().value(),
                            commit.release().value(),
                            commit.run(),
                            facts,
                            catalog.committedAt())));
            if (transaction.commits().isEmpty()) {
                events.record(new Event(EventType.CATALOG_COMMITTED, "", "", "", facts, catalog.committedAt()));
            }
        }
    }
}
