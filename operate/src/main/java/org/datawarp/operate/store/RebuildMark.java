package org.datawarp.operate.store;

import java.sql.SQLException;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;

/** The mark of a database whose tables are being rebuilt: they must not be taken for complete before the end. */
public final class RebuildMark {

    private static final String IS_THERE = "SELECT 1 FROM datawarp.rebuild";

    private RebuildMark() {}

    /** Sets it; does nothing where it is set. */
    public static void set(DatabaseSettings database) {
        inTransaction(database, session -> {
            session.execute("INSERT INTO datawarp.rebuild VALUES (1, now()) ON CONFLICT DO NOTHING");
            return true;
        });
    }

    public static void remove(DatabaseSettings database) {
        inTransaction(database, session -> {
            session.execute("DELETE FROM datawarp.rebuild");
            return true;
        });
    }

    /** Whether it is set; also false of a database that nothing was made in yet. */
    public static boolean isSet(DatabaseSettings database) {
        return inTransaction(
                database,
                session -> session.finds("SELECT 1 WHERE to_regclass('datawarp.rebuild') IS NOT NULL")
                        && session.finds(IS_THERE));
    }

    /** @throws IllegalStateException when it is set, with what to do */
    public static void refuseIfSet(DatabaseSettings database) {
        if (isSet(database)) {
            throw new IllegalStateException(
                    "Cannot start: PostgreSQL is being made anew from the raw topics and is not whole yet; finish that with: ./datawarp rebuild --from raw");
        }
    }

    @FunctionalInterface
    private interface Work {
        boolean run(DatabaseSession session) throws SQLException;
    }

    private static boolean inTransaction(DatabaseSettings database, Work work) {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            boolean result = work.run(session);
            session.commit();
            return result;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
