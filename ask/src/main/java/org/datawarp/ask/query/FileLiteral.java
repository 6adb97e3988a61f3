package org.datawarp.ask.query;

import java.nio.file.Path;

/** A path as a text in DuckDB's SQL. What reads files takes a pattern: {@code *} in the name of a folder means many. */
public final class FileLiteral {

    private FileLiteral() {}

    /** The file itself, where no pattern is taken. */
    public static String of(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    /** The pattern that this file alone fits. */
    public static String pattern(Path file) {
        return of(file).replaceAll("[\\[*?]", "[$0]");
    }
}
