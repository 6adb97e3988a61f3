package org.datawarp.streams.release;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.event.Fact;
import org.datawarp.streams.database.DatabaseSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sheet of an attempt with rows that did not fit. */
record RejectedSheet(String fileName, String digest, String sheet, long rejected) {

    private static final Logger LOG = LoggerFactory.getLogger(RejectedSheet.class);

    /** An attempt's worst sheets are enough here: {@code datawarp rejections} lists them all. */
    private static final int MOST = 100;

    /** The sheets of an attempt with the most rejected rows, in their order; none when the database does not answer. */
    static List<RejectedSheet> of(DatabaseSession session, ReleaseStatus release) {
        if (release.counts().rejected() == 0) {
            return List.of();
        }
        try {
            List<RejectedSheet> sheets = query(session, release.run());
            session.commit();
            return sheets;
        } catch (SQLException e) {
            LOG.atWarn().addKeyValue("run", release.run()).setCause(e).log("Cannot read which sheets did not fit");
            session.rollback();
            return List.of();
        }
    }

    private static List<RejectedSheet> query(DatabaseSession session, String run) throws SQLException {
        return session.query(
                """
                SELECT coalesce(file_name, ''), coalesce(file, ''), coalesce(label, ''), rejected FROM (
                    SELECT * FROM datawarp.sheets WHERE run = ? AND rejected > 0 ORDER BY rejected DESC, sheet LIMIT ?
                ) s ORDER BY sheet""",
                row -> new RejectedSheet(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                run,
                MOST);
    }

    Map<Fact, String> facts() {
        return Map.of(
                Fact.FILE, fileName, Fact.DIGEST, digest, Fact.SHEET, sheet, Fact.REJECTED, Long.toString(rejected));
    }
}
