package org.datawarp.bench.soak;

/** What is sampled, and the rule for it. In bytes unless its unit says otherwise. */
enum Gauge {
    MEMORY("memory, all of DataWarp", Rule.SLOPE),
    JVM_MEMORY("Java", Rule.SLOPE),
    JVM_OWN("Java, its own", Rule.SHOWN),
    JVM_FILES("Java, mapped files", Rule.SHOWN),
    POSTGRES_MEMORY("PostgreSQL", Rule.SHOWN),
    POSTGRES_OWN("PostgreSQL, its own", Rule.SHOWN),
    READER_MEMORY("reading processes", Rule.SHOWN),
    LIVE_HEAP("heap after a full collection", Rule.SLOPE),
    THREADS("threads", Rule.STEADY),
    DESCRIPTORS("open files and sockets, Java", Rule.SHOWN),
    DESCRIPTORS_OTHER("the same without Kafka's log", Rule.STEADY),
    POSTGRES_PROCESSES("PostgreSQL's processes", Rule.STEADY),
    TEMPORARY_BYTES("temporary files", Rule.STEADY),
    TEMPORARY_FILES("temporary files, number", Rule.STEADY),
    STATE("local state (data/streams)", Rule.SLOPE),
    WAL("PostgreSQL's log", Rule.BOUNDED),
    WAL_RETAINED("PostgreSQL's log that is kept for capture", Rule.BOUNDED),
    KAFKA_INTERNAL("Kafka's own topics", Rule.BOUNDED),
    KAFKA_DATA("Kafka's topics of rows, changes and events", Rule.SHOWN),
    DATABASE("PostgreSQL's tables", Rule.SHOWN),
    BUCKET("bucket", Rule.SHOWN),
    DISK("data directory", Rule.SHOWN);

    /** The kinds of rules. */
    enum Rule {
        /** It grows by at most 1 % an hour. */
        SLOPE,
        /** It does not grow: its trend is not above its uncertainty, or is below 1 % an hour. */
        STEADY,
        /** It stays below {@link #most()}: it grows until it is large enough to be cleaned up. */
        BOUNDED,
        /** It grows with the data. */
        SHOWN
    }

    private final String words;
    private final Rule rule;

    Gauge(String words, Rule rule) {
        this.words = words;
        this.rule = rule;
    }

    String words() {
        return words;
    }

    Rule rule() {
        return rule;
    }

    /** The bound, in bytes, of a gauge that has one. */
    long most() {
        return switch (this) {
            // As PostgreSQL's max_wal_size, which checkpoints keep.
            case WAL -> 4L << 30;
            // Well below the 8 GB above which fetching waits: capture keeps up.
            case WAL_RETAINED -> 1L << 30;
            // Two segments of 8 MB for each of four partitions, and the same again for the broker's own log.
            case KAFKA_INTERNAL -> 128L << 20;
            default -> Long.MAX_VALUE;
        };
    }

    boolean isBytes() {
        return switch (this) {
            case THREADS, DESCRIPTORS, DESCRIPTORS_OTHER, POSTGRES_PROCESSES, TEMPORARY_FILES -> false;
            default -> true;
        };
    }
}
