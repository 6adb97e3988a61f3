package org.datawarp.sinks.change;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A replication slot that was just created, with a view of the database at the slot's first position. Earlier commits
 * are visible through {@link #open}, later ones come through the slot, and nothing is in both.
 *
 * <p>The view lasts until this is closed; the slot stays.
 */
final class SlotCreation implements AutoCloseable {

    private final Connection connection;
    private final long lsn;
    private final String snapshot;

    private SlotCreation(Connection connection, long lsn, String snapshot) {
        this.connection = connection;
        this.lsn = lsn;
        this.snapshot = snapshot;
    }

    /** Waits until the transactions that run now have ended. */
    static SlotCreation create(SourceDatabase database, String slot) throws SQLException {
        Connection connection = database.connectForReplication();
        try (Statement statement = connection.createStatement();
                ResultSet made = statement.executeQuery(
                        "CREATE_REPLICATION_SLOT \"" + slot + "\" LOGICAL pgoutput EXPORT_SNAPSHOT")) {
            made.next();
            return new SlotCreation(
                    connection, Lsn.parse(made.getString("consistent_point")), made.getString("snapshot_name"));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The slot's first position. */
    long lsn() {
        return lsn;
    }

    /** A read-only transaction that sees the database as it was at {@link #lsn}; the caller closes it. */
    Connection open(SourceDatabase database) throws SQLException {
        Connection reading = database.connect();
        try (Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            reading.setReadOnly(true);
            reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            return reading;
        } catch (SQLException e) {
            reading.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
