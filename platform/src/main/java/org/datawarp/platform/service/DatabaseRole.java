package org.datawarp.platform.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The roles that work with the database, each with the rights that its work needs; {@code afterMigrate.sql} grants
 * them.
 */
public enum DatabaseRole {
    /** Loads: owns the tables of datasets and of the stage. */
    WRITER,
    /** Follows changes. */
    CAPTURE,
    /** Reads what is visible. */
    READER;

    /** Its name in PostgreSQL. */
    public String user() {
        return "datawarp_" + name().toLowerCase(Locale.ROOT);
    }

    /** Its rights besides login, in the words of {@code ALTER ROLE}. */
    public List<String> options() {
        return switch (this) {
            case WRITER -> List.of();
            case CAPTURE -> List.of("REPLICATION");
            case READER -> List.of("CONNECTION LIMIT 20");
        };
    }

    /** The settings of its sessions: an endless or unbounded query must not block others. */
    public Map<String, String> settings() {
        return switch (this) {
            case WRITER, CAPTURE -> Map.of();
            case READER ->
                Map.of(
                        "default_transaction_read_only", "on",
                        "statement_timeout", "5min",
                        "temp_file_limit", "256MB",
                        "work_mem", "32MB",
                        "search_path", "data");
        };
    }
}
