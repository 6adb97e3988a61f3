package org.datawarp.operate.events;

import java.util.stream.Collectors;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/** {@code docs/events.md}, made from {@link EventType} and {@link Fact}. */
final class EventsPage {

    private static final String INTRODUCTION = """
            # Events

            Everything that happens is an event: a [CloudEvent](https://cloudevents.io) 1.0 in the topic `datawarp.events`, copied to
            the table `datawarp.events` of PostgreSQL; both keep it for 90 days. `./datawarp events` shows the path of each release from
            them. Made from `EventType.java` and `Fact.java`: a test fails when this page differs, and prints the page as it should be.

            ```
            ./datawarp events                                    # the latest: what was loaded, step by step, and how long each took
            ./datawarp events ae-monthly --release 2025-03       # a publication, or one release of it
            ./datawarp events --run 5f0c3a1be9d27f44             # one attempt, from the page to the catalogue
            ./datawarp events --errors --since 24h               # what needs attention, and what to do; exit code 1 when there is any
            ./datawarp events --follow                           # events as they happen
            ./datawarp events --json                             # one CloudEvent a line, for programs
            ```

            `source` and `id` identify an event; `type` is `org.datawarp.` and the type below, and does not change; `subject` is
            `<publication>/<release>`. The attributes `publication`, `release` and `run` connect events: a run is one attempt at a
            release, with the same name in `datawarp.releases`, in the topics and in the catalogue. Events before a run (found, fetched)
            name none. What is not known is left out. Each time comes from the clock of the process that sends the event.

            Nothing waits for an event: up to 20,000 wait in memory for Kafka, and are lost when their process is killed. The tables and
            the catalogue are the record of what is loaded and published; events show how it happened. What each check of a page finds
            again is no event. Each load is also sent as [lineage](lineage.md), if an OpenLineage endpoint is set.

            | type | what happened | data |
            |---|---|---|
            """;

    private static final String QUERIES = """

            ## Ask them in SQL

            ```sql
            -- How long each release of the last week took from its page to the catalogue.
            SELECT publication, release, max(at) FILTER (WHERE type = 'org.datawarp.catalog.committed')
                                       - min(at) FILTER (WHERE type = 'org.datawarp.release.found') AS took
            FROM datawarp.events WHERE at > now() - interval '7 days' AND release <> '' GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST;

            -- What was held, and why.
            SELECT at, publication, release, body #>> '{data,reason}' AS reason
            FROM datawarp.events WHERE type = 'org.datawarp.release.held' ORDER BY at DESC;
            ```
            """;

    private EventsPage() {}

    /** The page as Markdown. */
    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (EventType type : EventType.values()) {
            if (type.isLook()) {
                continue;
            }
            page.append("| `%s`%s | %s | %s |%n"
                    .formatted(
                            type.cloudType().replace("org.datawarp.", ""),
                            type.isProblem() ? " (a problem)" : "",
                            type.meaning(),
                            type.facts().stream()
                                    .map(fact -> "`" + fact.key() + "`")
                                    .collect(Collectors.joining(", "))));
        }
        page.append("\n| data | meaning |\n|---|---|\n");
        for (Fact fact : Fact.values()) {
            page.append("| `%s` | %s |%n".formatted(fact.key(), fact.meaning()));
        }
        return page.append(QUERIES).toString();
    }
}
