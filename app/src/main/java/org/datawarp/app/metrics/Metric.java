package org.datawarp.app.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Everything that is measured, once; {@code docs/metrics.md} is made from this.
 *
 * <p>A name is {@code datawarp_<role>_<what>_<unit>}, as Prometheus has it: base units, and {@code _total} where it only
 * counts up.
 */
public enum Metric {
    PROCESS_READY(Kind.GAUGE, "1 when the check is passed, as /health/ready says.", "check"),
    PROCESS_HEAP_USED_BYTES(Kind.GAUGE, "Memory that Java's heap uses."),
    PROCESS_THREADS(Kind.GAUGE, "Threads that live."),
    PROCESS_EVENTS_LOST_TOTAL(Kind.COUNTER, "Events that Kafka did not take in time."),
    PROCESS_FIGURES_FAILED_TOTAL(Kind.COUNTER, "Times that figures could not be had: those of before stand.", "of"),

    FETCH_SEEN_TIMESTAMP_SECONDS(Kind.GAUGE, "When a publication's page was last read.", "publication"),
    FETCH_FILES_TOTAL(Kind.COUNTER, "Files that were fetched and are new.", "publication"),
    FETCH_FILE_BYTES_TOTAL(Kind.COUNTER, "Their bytes.", "publication"),
    FETCH_PAGES_REJECTED_TOTAL(Kind.COUNTER, "Times that a page could not be read.", "publication"),
    FETCH_FILES_REJECTED_TOTAL(
            Kind.COUNTER, "Times that a file could not be fetched or read, by cause.", "publication", "reason"),
    FETCH_RELEASES_FAILED_TOTAL(Kind.COUNTER, "Times that a release could not be published.", "publication"),
    FETCH_RELEASES_TOTAL(Kind.COUNTER, "Releases that went to the raw topic.", "publication"),
    FETCH_ROWS_TOTAL(Kind.COUNTER, "Rows that went to the raw topic.", "publication"),

    APPLY_STAGE_TIMESTAMP_SECONDS(
            Kind.GAUGE,
            "When a release of a publication last passed a stage: found, fetched, raw, staged, promoted, captured,"
                    + " published (in the catalogue on R2).",
            "publication",
            "stage"),
    APPLY_HELD_RELEASES(Kind.GAUGE, "Releases that are held now.", "publication"),
    APPLY_RELEASES_TOTAL(Kind.COUNTER, "Attempts that ended: promoted, unchanged or held.", "publication", "state"),
    APPLY_ROWS_CHANGED_TOTAL(
            Kind.COUNTER, "Rows that promotions inserted, updated or deleted.", "publication", "change"),
    APPLY_ROWS_REJECTED_TOTAL(Kind.COUNTER, "Rows that did not fit, of attempts that ended.", "publication"),
    APPLY_TOPOLOGY_LAG_MESSAGES(Kind.GAUGE, "Raw messages that the manifest is still to be applied to."),
    APPLY_LOADER_LAG_MESSAGES(Kind.GAUGE, "Typed messages that are still to be staged."),

    CAPTURE_TRANSACTIONS_TOTAL(Kind.COUNTER, "Transactions whose changes went to Kafka."),
    CAPTURE_CHANGES_TOTAL(Kind.COUNTER, "Row changes that went to Kafka."),
    CAPTURE_LAST_COMMIT_TIMESTAMP_SECONDS(Kind.GAUGE, "When the last transaction that was captured was committed."),
    CAPTURE_WAL_RETAINED_BYTES(Kind.GAUGE, "Log that PostgreSQL keeps for capture."),

    SINK_COMMITS_TOTAL(Kind.COUNTER, "Releases that catalogue versions brought."),
    SINK_CATALOG_VERSION(Kind.GAUGE, "The catalogue version in force."),
    SINK_CATALOG_TIMESTAMP_SECONDS(Kind.GAUGE, "When it was made."),
    SINK_LAG_MESSAGES(Kind.GAUGE, "Begins and ends of transactions that are not in the catalogue yet."),
    SINK_STORED_BYTES(Kind.GAUGE, "Bytes of the parts that the catalogue names."),
    SINK_BUCKET_BYTES(Kind.GAUGE, "Bytes of everything in the bucket, older versions too."),
    SINK_PUBLISHING_PAUSED(Kind.GAUGE, "1 while publishing waits for the budget of the object store."),
    SINK_FREE_BYTES(Kind.GAUGE, "Bytes that R2 keeps free of charge."),
    SINK_STORE_OPERATIONS_TOTAL(
            Kind.COUNTER,
            "Calls of the object store as R2 charges them: class A writes and lists, class B reads, free deletes.",
            "class"),
    SINK_STORE_BYTES_TOTAL(Kind.COUNTER, "Bytes to and from the object store.", "direction"),
    SINK_MONTH_OPERATIONS(
            Kind.GAUGE, "Calls of the object store in this calendar month (UTC), over restarts, by class.", "class"),
    SINK_FREE_OPERATIONS(Kind.GAUGE, "Calls that R2 makes no charge for in a month, by class.", "class");

    /** What Prometheus calls them. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    private final Kind kind;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that nobody changes.
    private final List<String> labels;

    Metric(Kind kind, String help, String... labels) {
        this.kind = kind;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** As Prometheus scrapes it. */
    public String exposed() {
        return "datawarp_" + name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}
