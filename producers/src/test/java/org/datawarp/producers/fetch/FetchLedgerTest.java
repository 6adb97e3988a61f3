package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.producers.fetch.FetchLedger.FileOfRelease;
import org.datawarp.producers.fetch.FetchLedger.KnownRelease;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchLedgerTest {

    private static final PublicationName AE = new PublicationName("ae-monthly");
    private static final ReleaseName MARCH = new ReleaseName("2025-03");
    private static final FileDigest ONE = new FileDigest("11".repeat(32));
    private static final FileDigest TWO = new FileDigest("22".repeat(32));
    private static final URI ADDRESS = URI.create("https://stats.example/a%20b.csv");
    private static final Download DOWNLOAD = new Download(
            ADDRESS,
            ONE,
            Path.of("archive"),
            7,
            new Validators("W/\"v1\"", "Wed, 19 Nov 2025 09:30:00 GMT"),
            Instant.parse("2025-11-19T10:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void remembersWhatAnAddressGave() throws IOException {
        open().remember(DOWNLOAD, "a b.csv");

        assertThat(open().lastFile(ADDRESS))
                .hasValue(new KnownFile(ONE, 7, "a b.csv", DOWNLOAD.validators(), DOWNLOAD.fetchedAt()));
    }

    @Test
    void remembersWhatAReleaseWasPublishedWith() throws IOException {
        KnownRelease release = new KnownRelease("00ff", "topic", "v1", files(ONE, TWO), List.of("torn"));
        open().remember(MARCH, release);

        assertThat(open().lastPublished(MARCH)).hasValue(release);
        assertThat(open().lastPublished(new ReleaseName("2025-04"))).isEmpty();
    }

    @Test
    void tellsAReleaseThatDiffers() {
        KnownRelease release = new KnownRelease("00ff", "topic", "v1", files(ONE, TWO), List.of("torn"));

        assertThat(release.isSameAs(new KnownRelease("another", "topic", "v1", files(TWO, ONE), List.of())))
                .isTrue();
        assertThat(release.isSameAs(new KnownRelease("00ff", "topic", "v2", files(ONE, TWO), List.of())))
                .isFalse();
        assertThat(release.isSameAs(new KnownRelease("00ff", "created again", "v1", files(ONE, TWO), List.of())))
                .isFalse();
        assertThat(release.isSameAs(new KnownRelease("00ff", "topic", "v1", files(ONE), List.of())))
                .isFalse();
    }

    @Test
    void keepsEachPublicationToItself() throws IOException {
        open().remember(DOWNLOAD, "a b.csv");

        assertThat(FetchLedger.open(LedgerStore.in(folder), new PublicationName("rtt"))
                        .lastFile(ADDRESS))
                .isEmpty();
    }

    @Test
    void beginsAnewWhenItsFileIsDamaged() throws IOException {
        open().remember(DOWNLOAD, "a b.csv");
        Path file = folder.resolve("ae-monthly.json");
        Files.writeString(file, Files.readString(file).substring(0, 40));

        FetchLedger damaged = open();

        assertThat(damaged.lastFile(ADDRESS)).isEmpty();
        damaged.remember(DOWNLOAD, "a b.csv");
        assertThat(open().lastFile(ADDRESS)).isPresent();
    }

    @Test
    void beginsAnewWhenItsFileHoldsSomethingElse() throws IOException {
        for (String content : List.of("", "null", "[]", "{}", "{\"files\":null}")) {
            Files.writeString(folder.resolve("ae-monthly.json"), content);

            assertThat(open().lastFile(ADDRESS)).as(content).isEqualTo(Optional.empty());
        }
    }

    @Test
    void leavesNothingBehindWhenItSaves() throws IOException {
        open().remember(DOWNLOAD, "a b.csv");

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(folder.resolve("ae-monthly.json"));
        }
    }

    private FetchLedger open() throws IOException {
        return FetchLedger.open(LedgerStore.in(folder), AE);
    }

    private static List<FileOfRelease> files(FileDigest... digests) {
        return Stream.of(digests)
                .map(digest -> new FileOfRelease("a.csv", digest))
                .toList();
    }
}
