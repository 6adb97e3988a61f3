package org.datawarp.schemas.topic;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.TopicConfig;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;

/** Every topic that DataWarp uses. No other place spells a topic's name. */
public final class Topics {

    private static final String PREFIX = "datawarp.";
    private static final String INTERNAL = "datawarp-";
    private static final String RAW = PREFIX + "raw.";
    private static final String ROWS = PREFIX + "rows.";
    private static final String REJECTED = PREFIX + "rejected.";
    private static final String CHANGES = PREFIX + "changes.";

    public static final Pattern RAW_TOPICS = Pattern.compile(Pattern.quote(RAW) + ".+");
    public static final Pattern ROWS_TOPICS = Pattern.compile(Pattern.quote(ROWS) + ".+");
    public static final Pattern REJECTED_TOPICS = Pattern.compile(Pattern.quote(REJECTED) + ".+");
    public static final Pattern CHANGES_TOPICS = Pattern.compile(Pattern.quote(CHANGES) + ".+");

    /**
     * The longest message of the raw and rows topics: sixteen times Kafka's own limit, because a row of a sheet may
     * hold a lot of text. Producers to these topics must allow requests of this size.
     */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** How long events are kept, in the topic and in the database. */
    public static final Duration EVENTS_KEPT = Duration.ofDays(90);

    private static final String FOR_EVER = "-1";
    private static final String WEEK = Long.toString(Duration.ofDays(7).toMillis());
    private static final String QUARTER = Long.toString(Duration.ofDays(90).toMillis());

    private Topics() {}

    /**
     * Raw rows: key sheet id, value {@code RawMessage}. The replay log, kept for ever.
     *
     * @param partitions how many sheets of one publication are processed at once; the same for every publication
     */
    public static Topic raw(PublicationName publication, int partitions) {
        return new Topic(
                RAW + publication,
                partitions,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        FOR_EVER,
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "producer",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(MAX_MESSAGE_BYTES)));
    }

    /** Typed rows: key sheet id, value {@code RowsMessage}; co-partitioned with raw. Can be rebuilt from raw. */
    public static Topic rows(PublicationName publication, int partitions) {
        return new Topic(
                ROWS + publication,
                partitions,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        WEEK,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(MAX_MESSAGE_BYTES)));
    }

    /** Rejections: key origin, value {@code Rejection}. */
    public static Topic rejected(PublicationName publication) {
        return new Topic(REJECTED + publication, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, QUARTER));
    }

    /** Manifests: key {@code <publication>@<version>}, value {@code ManifestText} as JSON. Compacted. */
    public static Topic manifests() {
        return new Topic(
                PREFIX + "manifests", 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * Row changes of a dataset: key the row's identity, value {@code RowChange}. Compacted, but not before a week has
     * passed: a sink that was away for less reads whole transactions.
     */
    public static Topic changes(DatasetName dataset) {
        return new Topic(
                CHANGES + dataset,
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        WEEK));
    }

    /** Begin and end of transactions: key the transaction's id. One partition: order is commit order. */
    public static Topic transactions() {
        return new Topic(PREFIX + "transactions", 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, WEEK));
    }

    /**
     * PostgreSQL's decisions: key the transaction's id, value its {@code Commit}s as JSON, in the order of their
     * commits. One may be repeated. Kept for ever: with the raw topics, it can rebuild the tables if they are lost.
     */
    public static Topic promotions() {
        return new Topic(PREFIX + "promotions", 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER));
    }

    /** The Avro schemas of change values: key fingerprint in hex, value the schema as JSON. Compacted. */
    public static Topic schemas() {
        return new Topic(
                PREFIX + "schemas", 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** What happened: key run id, value CloudEvents JSON. */
    public static Topic events() {
        return new Topic(
                PREFIX + "events", 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(EVENTS_KEPT.toMillis())));
    }

    /** Where the embedded change capture keeps its position. Compacted. */
    public static Topic captureOffsets() {
        return new Topic(
                PREFIX + "capture-offsets",
                1,
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** Whether a topic is one of DataWarp's, or one that Kafka Streams keeps for it. */
    public static boolean isOurs(String topic) {
        return topic.startsWith(PREFIX) || topic.startsWith(INTERNAL);
    }

    /** The publication that a raw topic belongs to. */
    public static PublicationName publicationOfRaw(String topic) {
        return new PublicationName(topic.substring(RAW.length()));
    }

    /** The publication that a rows topic belongs to. */
    public static PublicationName publicationOfRows(String topic) {
        return new PublicationName(topic.substring(ROWS.length()));
    }

    /** The dataset that a change topic belongs to. */
    public static DatasetName datasetOfChanges(String topic) {
        return new DatasetName(topic.substring(CHANGES.length()));
    }
}
