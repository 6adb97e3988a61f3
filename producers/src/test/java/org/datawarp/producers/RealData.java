package org.datawarp.producers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Published files that are too large for this repository, and not ours. */
public final class RealData {

    private RealData() {}

    /** A file of the collection; without it, the test is skipped. */
    public static Path file(String path) {
        Path collection = Optional.ofNullable(System.getenv("DATAWARP_REAL_DATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of("..", "..", "shared", "data"));
        Path file = collection.resolve(path);
        assumeTrue(Files.exists(file), () -> "No real data here: " + file + " is missing");
        return file;
    }
}
