package org.datawarp.operate.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}, made from {@link Metric}. */
final class MetricsPage {

    private static final String INTRODUCTION = """
            # Metrics and health

            Each process serves them over HTTP where `DATAWARP_METRICS_PORT` is set, such as `9464`: on this machine only, unless a host
            stands before the port, as in `0.0.0.0:9464`. Nothing is secret, and nothing can be changed there. Made from `Metric.java`: a
            test fails when this page differs, and prints the page as it should be.

            | path | answer |
            |---|---|
            | `/metrics` | what is below, in Prometheus's text format |
            | `/health/live` | 200 while the process works or tries to, 503 once it cannot go on: start it again |
            | `/health/ready` | 200 when its role has started, its services answer and it works; else 503 with what is wrong. Both as JSON |

            A value is there once there is something to say. What only counts up begins at 0 with each start of its process,
            and has a publication's line once something of it was counted. Times are Unix times: `time() - ` one is how long ago that was.

            ```yaml
            scrape_configs:
              - job_name: datawarp
                static_configs:
                  - targets: [localhost:9464]
            ```

            ```text
            # Hours since anything of a publication came to the catalogue, since its page was read, and of what is held now.
            (time() - datawarp_apply_stage_timestamp_seconds{stage="published"}) / 3600
            (time() - datawarp_fetch_seen_timestamp_seconds) / 3600
            datawarp_apply_held_releases > 0
            # Part of the month's free calls of R2 that is used, by class.
            datawarp_sink_month_operations / on(class) datawarp_sink_free_operations
            ```

            | metric | kind | labels | meaning |
            |---|---|---|---|
            """;

    private MetricsPage() {}

    /** The page as Markdown. */
    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Metric metric : Metric.values()) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            metric.exposed(),
                            metric.kind().name().toLowerCase(Locale.ROOT),
                            metric.labels().stream()
                                    .map(label -> "`" + label + "`")
                                    .collect(Collectors.joining(", ")),
                            metric.help()));
        }
        return page.toString();
    }
}
