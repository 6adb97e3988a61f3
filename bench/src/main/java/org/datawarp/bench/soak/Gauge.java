package org.datawarp.bench.soak;

/** What is sampled, and what is asked of it. Bytes unless its unit says otherwise. */
enum Gauge {
    MEMORY("memory, all of DataWarp", Rule.SLOPE),
    JVM_MEMORY("  Java", Rule.SLOPE),
    JVM_OWN("    of it its own", Rule.SHOWN),
    JVM_FILES("    of it mapped files", Rule.SHOWN),
    POSTGRES_MEMORY("  PostgreSQL", Rule.SHOWN),
    POSTGRES_OWN("    of it its own", Rule.SHOWN),
    READER_MEMORY("  reading processes", Rule.SHOWN),
    LIVE_HEAP("heap after a full collection", Rule.SLOPE),
    THREADS("threads", Rule.STEADY),
    DESCRIPTORS("open files and sockets, Java", Rule.SHOWN),
    DESCRIPTORS_OTHER("  of them other than Kafka's log", Rule.STEADY),
    POSTGRES_PROCESSES("PostgreSQL's processes", Rule.STEADY),
    TEMPORARY_BYTES("temporary files", Rule.STEADY),
    TEMPORARY_FILES("temporary files, number", Rule.STEADY),
    STATE("local state (data/streams)", Rule.SLOPE),
    WAL("PostgreSQL's log", Rule.SHOWN),
    WAL_RETAINED("  of it kept for capture", Rule.STEADY),
    KAFKA_INTERNAL("Kafka's own topics", Rule.SHOWN),
    KAFKA_DATA("Kafka's topics of rows, changes and events", Rule.SHOWN),
    DATABASE("PostgreSQL's tables", Rule.SHOWN),
    BUCKET("bucket", Rule.SHOWN),
    DISK("data directory", Rule.SHOWN);

    /** What is asked. */
    enum Rule {
        /** It grows by at most 1 % an hour. */
        SLOPE,
        /** It does not grow: the line through it does not rise beyond its uncertainty, or by less than 1 % an hour. */
        STEADY,
        /** It grows with the data, or has a bound of its own. */
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

    boolean isBytes() {
        return switch (this) {
            case THREADS, DESCRIPTORS, DESCRIPTORS_OTHER, POSTGRES_PROCESSES, TEMPORARY_FILES -> false;
            default -> true;
        };
    }
}
