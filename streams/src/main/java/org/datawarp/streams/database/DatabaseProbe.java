package org.datawarp.streams.database;

import java.sql.SQLException;
import org.datawarp.schemas.setting.DatabaseSettings;

/** Asks whether a database answers. */
public final class DatabaseProbe {

    private DatabaseProbe() {}

    /**
     * Logs in and asks for a number; ends within seconds.
     *
     * @throws SQLException when there is no answer
     */
    public static void check(DatabaseSettings database) throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            session.number("SELECT 1");
        }
    }
}
