package org.datawarp.operate.metrics;

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
    PROCESS_SERVICE_ANSWERS(
            Kind.GAUGE, "1 when a service answers the process that watches: postgresql, kafka or store.", "service"),
    PROCESS_SILENT_SECONDS(
            Kind.GAUGE, "How long no process of a role has given a sign of life; none that stopped in order.", "role"),
    PROCESS_CRASHES(
            Kind.GAUGE,
            "Processes of a role that ended in the last hour, other than by being stopped in order.",
            "role"),
    PROCESS_DISK_FREE_BYTES(
            Kind.GAUGE, "Free room where a role has its data directory, the least of its processes.", "role"),
    PROCESS_DISK_LEAST_BYTES(
            Kind.GAUGE, "Free room below which fetching waits, as DATAWARP_LEAST_FREE_MB says.", "role"),

    FETCH_SEEN_TIMESTAMP_SECONDS(Kind.GAUGE, "When a publication's page was last read.", "publication"),
    FETCH_FILES_TOTAL(Kind.COUNTER, "Files that were fetched and are new.", "publication"),
    FETCH_FILE_BYTES_TOTAL(Kind.COUNTER, "Their bytes.", "publication"),
    FETCH_PAGES_REJECTED_TOTAL(Kind.COUNTER, "Times that a page could not be read.", "publication"),
    FETCH_FILES_REJECTED_TOTAL(
            Kind.COUNTER, "Times that a file could not be fetched or read, by cause.", "publication", "reason"),
    FETCH_RELEASES_FAILED_TOTAL(Kind.COUNTER, "Times that a release could not be published.", "publication"),
    FETCH_RELEASES_TOTAL(Kind.COUNTER, "Releases that went to the raw topic.", "publication"),
    FETCH_ROWS_TOTAL(Kind.COUNTER, "Rows that went to the raw topic.", "publication"),
    FETCH_UNREAD_SECONDS(Kind.GAUGE, "How long a publication's pages have not been read whole.", "publication"),
    FETCH_HELD_UP(Kind.GAUGE, "1 when fetching must wait for it, as ./datawarp status says.", "level"),
    FETCH_LATE_RELEASES(
            Kind.GAUGE, "Releases whose time has passed, the newest of those that are expected.", "publication"),
    FETCH_MISSING_RELEASES(Kind.GAUGE, "Releases that a later one has overtaken, or its time.", "publication"),
    FETCH_DISCONTINUED(Kind.GAUGE, "1 when so many releases did not come that no more are expected.", "publication"),

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
    APPLY_TOPOLOGY_STILL_SECONDS(Kind.GAUGE, "How long raw messages have waited without any being taken."),
    APPLY_LOADER_STILL_SECONDS(Kind.GAUGE, "How long typed messages have waited without any being staged."),
    APPLY_RELEASE_HELD(Kind.GAUGE, "1 for each release that is held now.", "publication", "release"),
    APPLY_REJECTIONS_RATIO(
            Kind.GAUGE,
            "Rows of a publication's newest release that did not fit, against the median of up to twelve before; both plus"
                    + " 10, so that few rows are no matter.",
            "publication"),

    CAPTURE_TRANSACTIONS_TOTAL(Kind.COUNTER, "Transactions whose changes went to Kafka."),
    CAPTURE_CHANGES_TOTAL(Kind.COUNTER, "Row changes that went to Kafka."),
    CAPTURE_LAST_COMMIT_TIMESTAMP_SECONDS(Kind.GAUGE, "When the last transaction that was captured was committed."),
    CAPTURE_WAL_RETAINED_BYTES(Kind.GAUGE, "Log that PostgreSQL keeps for capture."),
    CAPTURE_WAL_MOST_BYTES(Kind.GAUGE, "Log beyond which fetching waits, as DATAWARP_MOST_WAITING_LOG_MB says."),
    CAPTURE_SLOT_USED(Kind.GAUGE, "1 when capture reads its slot."),
    CAPTURE_SLOT_LOST(Kind.GAUGE, "1 when PostgreSQL has thrown away log that capture needs."),

    SINK_COMMITS_TOTAL(Kind.COUNTER, "Releases that catalogue versions brought."),
    SINK_CATALOG_VERSION(Kind.GAUGE, "The catalogue version in force."),
    SINK_CATALOG_TIMESTAMP_SECONDS(Kind.GAUGE, "When it was made."),
    SINK_LAG_MESSAGES(Kind.GAUGE, "Begins and ends of transactions that are not in the catalogue yet."),
    SINK_STILL_SECONDS(Kind.GAUGE, "How long transactions have waited without a new catalogue version."),
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
    SINK_FREE_OPERATIONS(Kind.GAUGE, "Calls that R2 makes no charge for in a month, by class.", "class"),

    ALERTS_FIRING(Kind.GAUGE, "At how many places an alert fires.", "alert", "severity"),
    ALERTS_SEND_FAILURES_TOTAL(Kind.COUNTER, "Times that a target did not take what it was sent.", "target");

    /** What Prometheus calls them. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    private final Kind kind;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one.
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
