package org.datawarp.platform.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.datawarp.platform.setting.Settings;

/** Logs in to PostgreSQL for a few queries. A network may drop packets without an error, so each wait is bounded. */
public final class DatabaseLogin {

    private DatabaseLogin() {}

    /**
     * Opens a connection, which the caller closes.
     *
     * @param longest how long to wait for the login, and for each answer; rounded down to seconds, at least one
     * @throws SQLException when there is no answer, or the login is refused
     */
    public static Connection open(Settings.Database database, Duration longest) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(properties(database, longest));
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    /** The driver's properties for that. */
    public static Map<String, String> properties(Settings.Database database, Duration longest) {
        // Zero would mean no limit.
        String seconds = Long.toString(Math.max(1, longest.toSeconds()));
        return Map.of(
                "user",
                database.user(),
                "password",
                database.password(),
                "connectTimeout",
                seconds,
                "loginTimeout",
                seconds,
                "socketTimeout",
                seconds);
    }
}
