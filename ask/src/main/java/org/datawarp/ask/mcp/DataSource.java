package org.datawarp.ask.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.datawarp.ask.mcp.guard.SqlGuard;
import org.datawarp.schemas.catalog.Catalog;

/** Where answers come from. Nothing can be changed through it. Safe for several threads. */
interface DataSource {

    /** What the SQL is that it understands, for an agent. */
    String dialect();

    /** Which statements it runs. */
    SqlGuard guard();

    /**
     * A version of the catalogue.
     *
     * @param version the one in force when empty
     * @throws ToolException if there is none, or it can no longer be read
     */
    Catalog catalog(Optional<Long> version) throws IOException, ToolException;

    /** A condition of its SQL: that a whole text matches a regular expression. */
    String matches(String text, String pattern);

    /** An expression of its SQL that orders texts by their bytes, not by a locale. */
    String byteOrdered(String text);

    /**
     * Answers one question, within the time that each has.
     *
     * @throws ToolException if the database refuses it, or it reaches a limit
     */
    default Answer ask(Question question) throws IOException, ToolException {
        return ask(question, QueryProcesses.LONGEST);
    }

    /** The same within what is left of the time of several questions. */
    Answer ask(Question question, Duration longest) throws IOException, ToolException;
}
