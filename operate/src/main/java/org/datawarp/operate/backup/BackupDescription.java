package org.datawarp.operate.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * What a backup is: the content of {@code backup.json}, which is written last.
 *
 * @param format of the backup itself
 * @param datawarp the version of the program that took it
 * @param database the migration that its database was at
 * @param takenAt when the decisions were read
 * @param kept the files beside the archive, by what they are, with their SHA-256
 * @param counts of what is in it
 */
record BackupDescription(
        int format,
        String datawarp,
        int database,
        Instant takenAt,
        Map<Kept, KeptFile> kept,
        Map<String, Long> counts) {

    /** That which this program writes, and the last that it reads. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    BackupDescription {
        kept = Map.copyOf(kept);
        counts = Map.copyOf(counts);
    }

    /** What a backup keeps beside the archived files. */
    enum Kept {
        /** Which archived files there are: a line for each as {@code sha256sum} has it. */
        FILES("files", ".sha256"),
        /** The attempts that were published and the manifests that were in force, as the archive records them. */
        RECORDS("records", ".zip"),
        /** What PostgreSQL decided. */
        DECISIONS("decisions", ".jsonl.gz"),
        /** What PostgreSQL knows and nothing else. */
        ROWS("rows", ".txt.gz"),
        /** The folder of manifests. */
        MANIFESTS("manifests", ".zip");

        private final String name;
        private final String suffix;

        Kept(String name, String suffix) {
            this.name = name;
            this.suffix = suffix;
        }

        /** One that holds other bytes has another name. */
        String fileName(String sha256) {
            return name + "-" + sha256.substring(0, 16) + suffix;
        }
    }

    /**
     * One of them.
     *
     * @param name in the folder {@code kept}
     */
    record KeptFile(String name, String sha256, long bytes) {}

    byte[] toJson() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    static BackupDescription fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, BackupDescription.class);
    }
}
