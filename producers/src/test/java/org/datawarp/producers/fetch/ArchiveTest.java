package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.datawarp.schemas.name.FileDigest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final FileDigest DIGEST = new FileDigest("ab".repeat(32));

    @TempDir
    private Path directory;

    private Archive archive;

    @BeforeEach
    void openArchive() throws IOException {
        archive = Archive.in(directory.resolve("data/archive"));
    }

    @Test
    void keepsAnArrivalUnderItsDigest() throws IOException {
        Path place = archive.keep(arrival("rows"), DIGEST);

        assertThat(place)
                .isEqualTo(directory.resolve("data/archive/ab/" + DIGEST))
                .hasContent("rows");
        assertThat(archive.holds(DIGEST, 4)).isTrue();
    }

    @Test
    void leavesWhatIsThere() throws IOException {
        Path first = archive.keep(arrival("rows"), DIGEST);
        Files.setLastModifiedTime(first, FileTime.fromMillis(1000));

        archive.keep(arrival("rows"), DIGEST);

        assertThat(Files.getLastModifiedTime(first)).isEqualTo(FileTime.fromMillis(1000));
    }

    @Test
    @Tag("C13")
    void replacesWhatWasCutShort() throws IOException {
        Files.writeString(archive.keep(arrival("rows"), DIGEST), "ro");
        assertThat(archive.holds(DIGEST, 4)).isFalse();

        assertThat(archive.keep(arrival("rows"), DIGEST)).hasContent("rows");
    }

    @Test
    @Tag("C13")
    void clearsAwayWhatAKilledProcessLeft() throws IOException {
        Path old = arrival("half");
        Files.setLastModifiedTime(old, FileTime.fromMillis(1000));
        Path recent = arrival("half");

        Archive.in(directory.resolve("data/archive"));

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    private Path arrival(String text) throws IOException {
        return Files.writeString(archive.arrival(), text);
    }
}
