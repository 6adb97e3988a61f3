package org.datawarp.platform.embedded;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths as PostgreSQL's programs hand them to a shell: between double quotes, where some characters are special. */
final class ShellPaths {

    private static final Pattern MISREAD = Pattern.compile("[$`\"\\\\\n]");

    private ShellPaths() {}

    /** Whether a shell reads it as it is. */
    static boolean isPlain(Path path) {
        return !MISREAD.matcher(path.toString()).find();
    }

    /** The path if a shell reads it as it is, else the path relative to the folder in which the command runs. */
    static String from(Path folder, Path path) {
        return (isPlain(path) ? path : folder.relativize(path)).toString();
    }

    /** @throws EmbeddedStartException for a path that a shell misreads */
    static void requirePlain(Path path) {
        if (!isPlain(path)) {
            throw new EmbeddedStartException(
                    "Cannot create the database: found the folder " + path
                            + ", expected one without $, `, \" and \\, which"
                            + " PostgreSQL's programs cannot be started in; choose another data directory, or set Java's"
                            + " java.io.tmpdir to a plain one.",
                    null);
        }
    }
}
