package org.datawarp.operate.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The mark of a data directory that a backup is being restored into: nobody must start over it before all is there. */
public final class RestoreMark {

    public static final String FILE = "restoring";

    private RestoreMark() {}

    /** @param backup which one, in words that name it */
    public static void set(Path dataDirectory, String backup) throws IOException {
        Files.createDirectories(dataDirectory);
        Files.writeString(dataDirectory.resolve(FILE), backup, StandardCharsets.UTF_8);
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }

    /** Which backup is being restored; empty when none is. */
    public static Optional<String> of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** @throws DataDirectoryException when it is set, with what to do */
    static void refuseIfSet(Path dataDirectory) throws IOException {
        Optional<String> backup = of(dataDirectory);
        if (backup.isPresent()) {
            throw new DataDirectoryException(
                    "Cannot start over %s: a backup is being restored into it and not all is there yet; finish that with: ./datawarp restore %s --data-dir %1$s"
                            .formatted(dataDirectory, backup.get()));
        }
    }
}
