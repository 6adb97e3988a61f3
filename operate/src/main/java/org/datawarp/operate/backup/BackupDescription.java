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
 * Describes a backup: the content of {@code backup.json}, which is written last.
 *
 * @param format of the backup itself
 * @param datawarp the version of the program that took it
 * @param database the last migration of its database
 * @param takenAt when the decisions were read
 * @param kept the files beside the archive, by kind, with their SHA-256
 * @param counts of its content
 */
record BackupDescription(
        int format,
        String datawarp,
        int database,
        Instant takenAt,
        Map<Kept, KeptFile> kept,
        Map<String, Long> counts) {

    /** The format that this program writes, and the newest that it reads. */
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

    /** The files that a backup keeps beside the archived ones. */
    enum Kept {
        /** The list of archived files: one line for each, in the format of {@code sha256sum}. */
        FILES("files", ".sha256"),
        /** The attempts that were published and the manifests that were in force, as the archive records them. */
        RECORDS("records", ".zip"),
        /** The decisions of PostgreSQL. */
        DECISIONS("decisions", ".jsonl.gz"),
        /** What only PostgreSQL knows. */
        ROWS("rows", ".txt.gz"),
        /** The folder of manifests. */
        MANIFESTS("manifests", ".zip");

        private final String name;
        private final String suffix;

        Kept(String name, String suffix) {
            this.name = name;
            this.suffix = suffix;
        }

        /** The name depends on the content. */
        String fileName(String sha256) {
            return name + "-" + sha256.substring(0, 16) + suffix;
        }
    }

    /**
     * A kept file.
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
