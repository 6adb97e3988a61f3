package org.datawarp.producers.read;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The real published files; tests that need them are skipped on machines without them. */
final class RealFiles {

    private static final Path FOLDER =
            Path.of(Optional.ofNullable(System.getenv("DATAWARP_REAL_DATA")).orElse("../../shared/data"));

    private RealFiles() {}

    static Path folder() {
        assumeTrue(Files.isDirectory(FOLDER), "No real files: set DATAWARP_REAL_DATA to a folder that has them");
        return FOLDER;
    }

    static Path file(String path) {
        Path file = folder().resolve(path);
        assumeTrue(Files.exists(file), "No such real file: " + path);
        return file;
    }

    /** Every published file, as a path within the folder. */
    static List<String> published() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.getParent() != null && !file.getParent().equals(FOLDER))
                    .map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> !name.toLowerCase(Locale.ROOT).endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }
}
