package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

    @TempDir
    private Path cache;

    @Test
    void areUnpackedOnceHoweverManyAskAtTheSameTime() throws IOException {
        List<Path> homes = IntStream.range(0, 2)
                .parallel()
                .mapToObj(asker -> unpack())
                .distinct()
                .toList();

        assertThat(homes).hasSize(1);
        assertThat(homes.get(0).resolve("bin/postgres")).isExecutable();
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).containsExactlyElementsOf(homes);
        }
    }

    private Path unpack() {
        try {
            return PostgresBinaries.unpackedIn(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
