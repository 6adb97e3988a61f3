package org.datawarp.ask.query;

import java.nio.file.Path;

/**
 * A path as a text literal in DuckDB's SQL. Functions that read files take a pattern: {@code *} in a folder's name
 * matches many.
 */
public final class FileLiteral {

    private FileLiteral() {}

    /** The file itself, for use where no pattern is expected. */
    public static String of(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    /** The pattern that matches only this file. */
    public static String pattern(Path file) {
        return of(file).replaceAll("[\\[*?]", "[$0]");
    }
}
