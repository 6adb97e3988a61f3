package org.datawarp.sinks.change;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows that the database held before capture began, as if they were committed at the slot's first
 * position.
 *
 * <p>First comes a transaction without rows for each commit but the latest, so that readers learn what the datasets
 * are. Then comes one with all rows and the latest commit, which also names the tables without rows. Their ids are
 * negative, unlike those of the database's own transactions.
 */
final class InitialRows {

    private static final Logger LOG = LoggerFactory.getLogger(InitialRows.class);
    private static final int FETCH_ROWS = 2_000;
    private static final String TABLES = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'data' AND c.relkind = 'r'
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '_key')
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '_occurrence')
            ORDER BY c.relname
            """;

    private final SourceDatabase database;
    private final SlotCreation creation;

    InitialRows(SourceDatabase database, SlotCreation creation) {
        this.database = database;
        this.creation = creation;
    }

    /** Publishes nothing for an empty database. */
    void publish(ChangeOutlet outlet) throws SQLException {
        publish(outlet, false);
    }

    /** Also reports an empty database, because something else was published before. */
    void publishAnew(ChangeOutlet outlet) throws SQLException {
        publish(outlet, true);
    }

    private void publish(ChangeOutlet outlet, boolean anew) throws SQLException {
        try (Connection connection = creation.open(database);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            Instant at = now(statement);
            List<String> commits = texts(statement, "SELECT body FROM datawarp.commits ORDER BY id");
            int last = commits.size() - 1;
            for (int i = 0; i < last; i++) {
                long lsn = creation.lsn() - (last - i);
                OpenTransaction transaction = new OpenTransaction(-lsn, outlet);
                transaction.commit(commits.get(i));
                transaction.end(lsn, at);
            }
            OpenTransaction transaction = new OpenTransaction(-creation.lsn(), outlet);
            if (anew) {
                transaction.announce();
            }
            if (last >= 0) {
                transaction.commit(commits.get(last));
            }
            for (String table : texts(statement, TABLES)) {
                if (last >= 0) {
                    // Even without rows: this replaces what was published of it before.
                    transaction.holds(table);
                }
                publish(table, statement, transaction, outlet);
            }
            transaction.end(creation.lsn(), at);
            outlet.flush();
            LOG.atInfo().addKeyValue("rows", transaction.changes()).log("Rows from before capture began are published");
        }
    }

    private static void publish(String table, Statement statement, OpenTransaction transaction, ChangeOutlet outlet)
            throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT * FROM data.\"" + table + "\"")) {
            InitialTable rows = InitialTable.of(table, found);
            while (found.next()) {
                rows.publish(found, transaction, outlet);
            }
        }
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT (extract(epoch FROM now()) * 1000)::bigint")) {
            found.next();
            return Instant.ofEpochMilli(found.getLong(1));
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
