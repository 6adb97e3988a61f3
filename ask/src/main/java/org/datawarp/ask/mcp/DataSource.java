package org.datawarp.ask.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.datawarp.ask.mcp.guard.SqlGuard;
import org.datawarp.schemas.catalog.Catalog;

/** Where answers come from. It is read-only. Safe for several threads. */
interface DataSource {

    /** Says to an agent which SQL it understands. */
    String dialect();

    /** Checks which statements it runs. */
    SqlGuard guard();

    /**
     * A version of the catalogue.
     *
     * @param version the current one when empty
     * @throws ToolException if nothing is published, or the version can no longer be read
     */
    Catalog catalog(Optional<Long> version) throws IOException, ToolException;

    /** A condition in its SQL: a whole text matches a regular expression. */
    String matches(String text, String pattern);

    /** An expression in its SQL that orders texts by their bytes, not by a locale. */
    String byteOrdered(String text);

    /**
     * Answers one question within the time limit of a question.
     *
     * @throws ToolException if the database refuses it, or it reaches a limit
     */
    default Answer ask(Question question) throws IOException, ToolException {
        return ask(question, QueryProcesses.LONGEST);
    }

    /** As above, within what is left of the time for several questions. */
    Answer ask(Question question, Duration longest) throws IOException, ToolException;
}
