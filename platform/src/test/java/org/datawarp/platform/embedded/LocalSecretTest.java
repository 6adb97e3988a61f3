package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretTest {

    @TempDir
    private Path directory;

    @Test
    void staysTheSameOnceMade() throws IOException {
        Path file = directory.resolve("secret");

        assertThat(LocalSecret.keptIn(file)).hasSize(32).isEqualTo(LocalSecret.keptIn(file));
    }

    @Test
    void differsFromFileToFile() throws IOException {
        assertThat(LocalSecret.keptIn(directory.resolve("one")))
                .isNotEqualTo(LocalSecret.keptIn(directory.resolve("two")));
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("secret");

        LocalSecret.keptIn(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
