package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.SmallDisk;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.FetchException;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.Zips;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is reported as such, leaves no truncated file, and blocks nothing once there is room. */
@Tag("D5")
class FullDiskTest {

    private static final String CSV = "org,count\n" + "RRK,1\n".repeat(10_000);

    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeEach
    void mountADisk() throws IOException, InterruptedException {
        disk = SmallDisk.mount(directory.resolve("disk"), 4);
    }

    @AfterEach
    void unmount() throws InterruptedException {
        disk.close();
    }

    private List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void archivesNothingOfAFileForWhichThereIsNoRoomAndAllOfItLater() throws IOException {
        Path mirror = Files.createDirectories(directory.resolve("mirror"));
        URI address = Files.writeString(mirror.resolve("rows.csv"), CSV).toUri();
        Fetcher fetcher = new Fetcher(
                Archive.in(disk.folder().resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(Mirror.folder(mirror)),
                InstantSource.fixed(Instant.EPOCH));
        disk.fill();

        assertThatThrownBy(() -> fetcher.fetch(address, Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_ARCHIVED))
                .hasMessageContaining("check the free space");
        assertThat(files(disk.folder())).containsExactly("filler");

        disk.empty();
        Download download = fetcher.fetch(address, Optional.empty());
        assertThat(download.path()).hasContent(CSV);
        assertThat(files(disk.folder())).containsExactly(download.digest().value());
    }

    @Test
    void doesNotTakeAFileForDamagedThatCannotBeUnpacked() throws IOException {
        Path zip = Files.write(
                directory.resolve("rows.zip"), new Zips().entry("rows.csv", CSV).bytes());
        FileReader reader = new FileReader(disk.folder().resolve("work"), ReadLimits.DEFAULT);
        CountedRows rows = new CountedRows();
        disk.fill();

        assertThatThrownBy(() -> reader.read(zip, "rows.zip", Members.ALL, rows))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnreadableFileException.class);
        assertThat(files(disk.folder())).containsExactly("filler");

        disk.empty();
        rows.count = 0;
        reader.read(zip, "rows.zip", Members.ALL, rows);
        assertThat(rows.count).isEqualTo(10_001);
        assertThat(files(disk.folder())).isEmpty();
    }

    private static final class CountedRows implements SheetSink {
        private int count;

        @Override
        public void opened(SheetHeader header) {}

        @Override
        public void row(SheetRow row) {
            count++;
        }

        @Override
        public void closed() {}

        @Override
        public void unreadable(String member, UnreadableFileException reason) {
            throw new AssertionError(member + " is taken for damaged", reason);
        }
    }
}
