package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentEtagsTest {

    @TempDir
    private Path directory;

    private final ContentEtags etags = new ContentEtags();

    @Test
    void areTheMd5OfTheContent() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "hello");

        assertThat(etags.of(file)).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    void changeWithTheContent() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "hello");
        String before = etags.of(file);

        Files.writeString(file, "hello again");

        assertThat(etags.of(file)).isNotEqualTo(before);
    }
}
