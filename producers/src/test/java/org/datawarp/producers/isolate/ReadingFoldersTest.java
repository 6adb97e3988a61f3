package org.datawarp.producers.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingFoldersTest {

    @TempDir
    private Path work;

    @Test
    void givesEachReaderItsOwn() throws IOException {
        assertThat(ReadingFolders.next(work)).isNotEqualTo(ReadingFolders.next(work));
    }

    @Test
    void removesWhatProgramsLeftThatAreNoMoreAndNothingElse() throws IOException {
        Path own = Files.createDirectories(ReadingFolders.next(work));
        Path other = Files.createDirectories(work.resolve("sink"));
        // No system has process ids this high.
        Path left = Files.createDirectories(work.resolve("reading-" + Integer.MAX_VALUE + "-1"));
        Files.writeString(left.resolve("unpacked"), "x");

        ReadingFolders.next(work);

        assertThat(left).doesNotExist();
        assertThat(own).exists();
        assertThat(other).exists();
    }
}
