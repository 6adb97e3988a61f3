package org.datawarp.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Published files that are too large for this repository, and not ours. */
final class RealData {

    private RealData() {}

    /** The collection; the test is skipped if it is not there. */
    static Path folder() throws IOException {
        Path collection = Optional.ofNullable(System.getenv("DATAWARP_REAL_DATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of("..", "..", "shared", "data"));
        assumeTrue(
                Files.isDirectory(collection),
                () -> "No real data here: %s is missing; DATAWARP_REAL_DATA says where it is"
                        .formatted(collection.toAbsolutePath().normalize()));
        return collection.toRealPath();
    }
}
