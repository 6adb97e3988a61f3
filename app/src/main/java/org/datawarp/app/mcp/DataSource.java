package org.datawarp.app.mcp;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;

/** Where answers come from. Nothing can be changed through it. Used by one thread at a time. */
interface DataSource {

    /** What the SQL is that it understands, for an agent. */
    String dialect();

    /**
     * A version of the catalogue.
     *
     * @param version the one in force when empty
     * @throws ToolException if there is none, or it can no longer be read
     */
    Catalog catalog(Optional<Long> version) throws IOException, ToolException;

    /**
     * Answers one question.
     *
     * @throws SQLException if the database refuses it: its message is for the agent
     */
    Answer ask(Question question) throws IOException, SQLException, ToolException;
}
