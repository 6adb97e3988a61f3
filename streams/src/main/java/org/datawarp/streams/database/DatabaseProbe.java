package org.datawarp.streams.database;

import java.sql.SQLException;
import org.datawarp.schemas.setting.DatabaseSettings;

/** Checks whether a database answers. */
public final class DatabaseProbe {

    private DatabaseProbe() {}

    /**
     * Logs in and runs a small query; ends within seconds.
     *
     * @throws SQLException when there is no answer
     */
    public static void check(DatabaseSettings database) throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            session.number("SELECT 1");
        }
    }
}
