package org.datawarp.operate.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Marks a data directory while a backup is restored into it: nothing may start in it before the restore is complete.
 */
public final class RestoreMark {

    public static final String FILE = "restoring";

    private RestoreMark() {}

    /** @param backup the backup, in words */
    public static void set(Path dataDirectory, String backup) throws IOException {
        Files.createDirectories(dataDirectory);
        Files.writeString(dataDirectory.resolve(FILE), backup, StandardCharsets.UTF_8);
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }

    /** The backup that is being restored; empty when there is none. */
    public static Optional<String> of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** @throws DataDirectoryException when it is set; the message says what to do */
    static void refuseIfSet(Path dataDirectory) throws IOException {
        Optional<String> backup = of(dataDirectory);
        if (backup.isPresent()) {
            throw new DataDirectoryException(
                    ("Cannot start in %s: the restore of a backup into it is not complete yet; finish it with:"
                                    + " ./datawarp restore %s --data-dir %1$s")
                            .formatted(dataDirectory, backup.get()));
        }
    }
}
