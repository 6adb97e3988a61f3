package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.StageTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a crash of PostgreSQL, which empties its unlogged tables, and makes sure that everything is staged again.
 * Attempts that are loading start again, and positions go back to where the first of them begins.
 */
public final class StagedRows {

    private static final Logger LOG = LoggerFactory.getLogger(StagedRows.class);

    private static final String ALIVE = "SELECT 1 FROM stage._alive";

    private static final String REWIND = """
            UPDATE datawarp.progress p SET next_offset = least(p.next_offset, lost.first_offset)
            FROM (SELECT topic, partition, min(first_offset) AS first_offset
                  FROM datawarp.deliveries JOIN datawarp.releases USING (run)
                  WHERE state = 'loading' GROUP BY topic, partition) lost
            WHERE p.topic = lost.topic AND p.partition = lost.partition""";

    private static final List<String> FORGET = List.of(
            "DELETE FROM datawarp.sheets WHERE run IN (SELECT run FROM datawarp.releases WHERE state = 'loading')",
            "DELETE FROM datawarp.headings WHERE run IN (SELECT run FROM datawarp.releases WHERE state = 'loading')",
            "DELETE FROM datawarp.deliveries WHERE run IN (SELECT run FROM datawarp.releases WHERE state = 'loading')",
            "UPDATE datawarp.releases SET closed_at = NULL, unreadable = '[]', reasons = '[]' WHERE state = 'loading'");

    private StagedRows() {}

    /** To be called with each new connection, before positions are read. */
    public static void recover(DatabaseSession session) throws SQLException {
        boolean alive = session.finds(ALIVE);
        session.commit();
        if (alive) {
            return;
        }
        // Two loaders may come back at the same time: only one of them recovers.
        session.execute("LOCK TABLE stage._alive IN ACCESS EXCLUSIVE MODE");
        if (!session.finds(ALIVE)) {
            restart(session);
        }
        session.commit();
    }

    private static void restart(DatabaseSession session) throws SQLException {
        List<String> loading = session.query(
                "SELECT run FROM datawarp.releases WHERE state = 'loading' FOR UPDATE", row -> row.getString(1));
        session.update(REWIND);
        for (String forget : FORGET) {
            session.update(forget);
        }
        for (String run : loading) {
            StageTable.dropAll(session, run);
        }
        session.update("INSERT INTO stage._alive VALUES (1)");
        if (!loading.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("runs", new ArrayList<>(loading))
                    .log("Staged rows were lost and are staged again");
        }
    }
}
