package org.datawarp.operate.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.service.DatabaseLogin;
import org.datawarp.platform.setting.Settings;
import org.datawarp.sinks.change.CaptureSettings;

/** What PostgreSQL says of itself. */
final class DatabaseChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LEAST_VERSION = 140_000;

    /** S3 refuses what is 15 minutes off; long before, times of stages make no sense. */
    private static final Duration MOST_OFF = Duration.ofSeconds(30);

    /** Half of what the embedded server keeps for a capture that is away. */
    private static final long MOST_RETAINED_BYTES = 32L * 1024 * 1024 * 1024;

    private final Settings.Database database;
    private final InstantSource clock;

    DatabaseChecks(Settings.Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = DatabaseLogin.open(database, PATIENCE);
                Statement statement = connection.createStatement()) {
            findings.add(version(statement));
            findings.add(walLevel(statement));
            findings.add(permissions(statement));
            findings.add(slot(statement));
            findings.add(clock(statement));
        } catch (SQLException e) {
            findings.add(
                    Finding.problem(
                            "postgresql",
                            "%s: %s".formatted(database, Finding.reason(e)),
                            "an answer within seconds",
                            "start it, or mend POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER and POSTGRES_PASSWORD"));
        }
        return findings;
    }

    private static Finding version(Statement statement) throws SQLException {
        try (ResultSet row = row(statement, "SELECT current_setting('server_version_num')::int, version()")) {
            return Finding.of(
                    row.getInt(1) >= LEAST_VERSION,
                    "postgresql",
                    row.getString(2).replaceAll(" on .*", ""),
                    "PostgreSQL 14 or later",
                    "upgrade the server");
        }
    }

    private static Finding walLevel(Statement statement) throws SQLException {
        try (ResultSet row = row(statement, "SELECT current_setting('wal_level')")) {
            return Finding.of(
                    row.getString(1).equals("logical"),
                    "wal_level",
                    row.getString(1),
                    "logical",
                    "ALTER SYSTEM SET wal_level = logical; then restart the server");
        }
    }

    private static Finding permissions(Statement statement) throws SQLException {
        try (ResultSet row = row(statement, """
                SELECT current_user, rolsuper OR rolreplication,
                    has_database_privilege(current_database(), 'CREATE')
                FROM pg_roles WHERE rolname = current_user""")) {
            String user = row.getString(1);
            boolean replicates = row.getBoolean(2);
            boolean creates = row.getBoolean(3);
            return Finding.of(
                    replicates && creates,
                    "permissions",
                    "%s %s replicate and %s create schemas"
                            .formatted(user, replicates ? "may" : "may not", creates ? "may" : "may not"),
                    "both",
                    "ALTER ROLE %s REPLICATION; GRANT CREATE ON DATABASE ... TO %s;".formatted(user, user));
        }
    }

    private static Finding slot(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                SELECT coalesce(wal_status, 'unknown'), active, coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
                FROM pg_replication_slots WHERE database = current_database() AND slot_name = '%s'""".formatted(CaptureSettings.DEFAULT_SLOT))) {
            if (!row.next()) {
                return Finding.cannotTell(
                        "slot",
                        "there is none yet",
                        "capture makes it when it first starts: ./datawarp up, or run capture");
            }
            String found = "%s, %s, %,.1f MB of log retained"
                    .formatted(row.getString(1), row.getBoolean(2) ? "in use" : "not in use", row.getLong(3) / 1e6);
            if (row.getString(1).equals("lost")) {
                return Finding.problem(
                        "slot",
                        found,
                        "a slot whose log is there",
                        "start capture: it begins anew with all rows by itself");
            }
            return Finding.of(
                    row.getBoolean(2) && row.getLong(3) <= MOST_RETAINED_BYTES,
                    "slot",
                    found,
                    "in use, with less than %,d GB of log".formatted(MOST_RETAINED_BYTES >> 30),
                    "start capture (./datawarp run capture), or see in its log why it does not follow");
        }
    }

    private Finding clock(Statement statement) throws SQLException {
        try (ResultSet row = row(statement, "SELECT clock_timestamp()")) {
            Instant there = row.getTimestamp(1).toInstant();
            Duration off = Duration.between(there, clock.instant());
            return Finding.of(
                    off.abs().compareTo(MOST_OFF) <= 0,
                    "clock",
                    "%,.1f s off that of PostgreSQL".formatted(off.toMillis() / 1e3),
                    "at most %d s".formatted(MOST_OFF.toSeconds()),
                    "have both machines keep time by NTP (timedatectl set-ntp true)");
        }
    }

    private static ResultSet row(Statement statement, String sql) throws SQLException {
        ResultSet row = statement.executeQuery(sql);
        row.next();
        return row;
    }
}
