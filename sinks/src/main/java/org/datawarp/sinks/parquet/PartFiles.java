package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder of one fold's files, gone when it is closed. Owned by one thread. */
final class PartFiles implements Closeable {

    private final Path folder;
    private int files;

    /** @param parent created if absent */
    PartFiles(Path parent, String name) throws IOException {
        this.folder = Files.createTempDirectory(Files.createDirectories(parent), name + "-");
    }

    /** A name that is not used yet. */
    Path next() {
        files++;
        return folder.resolve("part-" + files + ".parquet");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
