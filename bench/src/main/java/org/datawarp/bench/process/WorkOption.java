package org.datawarp.bench.process;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a benchmark works: in a given folder, which is kept, or in a temporary one, which is deleted on success. */
public final class WorkOption {

    @Option(names = "--work", description = "Kept afterwards (default: a temporary folder, deleted on success).")
    private @Nullable Path work;

    /** Creates the folder. */
    public Path folder(String prefix) throws IOException {
        Path given = work;
        return given == null ? Files.createTempDirectory(prefix) : Files.createDirectories(given);
    }

    /**
     * Ends the work in a folder.
     *
     * @param keeps what is in the folder, for the message about a failure
     * @return the exit code
     */
    public int end(Path folder, boolean isWell, String keeps, PrintWriter out) throws IOException {
        if (!isWell) {
            out.println(keeps + " are in " + folder);
            return 1;
        }
        if (work == null) {
            Folders.delete(folder);
        }
        return 0;
    }
}
