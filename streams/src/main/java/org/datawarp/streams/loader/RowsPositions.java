package org.datawarp.streams.loader;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.StageTable;

/** The loader's positions in the rows topics, for a rebuild of topics while the loader does not run. */
public final class RowsPositions {

    private RowsPositions() {}

    /**
     * Has the loader read the rows topics of publications from their beginning. What is finished is passed over then;
     * attempts that were arriving are forgotten, because their rows come again.
     */
    public static void forget(DatabaseSettings database, Collection<PublicationName> publications) {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            for (PublicationName publication : publications) {
                List<String> arriving = session.query(
                        "SELECT run FROM datawarp.releases WHERE publication = ? AND state = 'loading'",
                        row -> row.getString(1),
                        publication.value());
                for (String run : arriving) {
                    StageTable.dropAll(session, run);
                    session.update("DELETE FROM datawarp.releases WHERE run = ?", run);
                }
                session.update(
                        "DELETE FROM datawarp.progress WHERE topic = ?",
                        Topics.rows(publication, 1).name());
            }
            session.commit();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
