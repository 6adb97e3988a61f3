package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    private Path directory;

    @Test
    void refusesASecondOwnerAndNamesTheDirectory() {
        try (DirectoryLock first = DirectoryLock.acquire(directory)) {
            assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                    .as("while %s is held", first)
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("choose another data directory");
        }
    }

    @Test
    void letsTheNextOwnerInAfterTheFirstLeft() {
        DirectoryLock.acquire(directory).close();

        DirectoryLock.acquire(directory).close();
    }

    @Test
    void createsADirectoryThatIsAbsent() {
        DirectoryLock.acquire(directory.resolve("a/b")).close();

        assertThat(directory.resolve("a/b")).isDirectory();
    }

    @Test
    void givesTheDirectoryBackWhenAServiceDoesNotStart() {
        assertThatThrownBy(() -> DirectoryLock.startIn(directory, "a service", (lock, real) -> {
                    throw new NoClassDefFoundError("some/Type");
                }))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("a service")
                .hasMessageContaining("some/Type");

        DirectoryLock.acquire(directory).close();
    }

    @Test
    void refusesAPlaceThatIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DirectoryLock.acquire(file))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(file.toString());
    }
}
