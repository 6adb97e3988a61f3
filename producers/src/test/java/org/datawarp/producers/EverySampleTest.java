package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.discover.SkippedLink.Reason;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.schemas.manifest.ManifestReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds and fetches the sample releases of each publication according to its own manifest. */
class EverySampleTest {

    private static final Path MANIFESTS = Path.of("..", "manifests");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T09:30:00Z"));

    @TempDir
    private Path directory;

    static List<String> publications() throws IOException {
        try (Stream<Path> all = Files.list(MANIFESTS)) {
            return all.filter(folder -> Files.isDirectory(folder.resolve("sample")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publications")
    void isFoundAndFetched(String publication) throws IOException {
        Mirror mirror = Mirror.samples(MANIFESTS);
        Fetcher fetcher = new Fetcher(
                Archive.in(directory.resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(mirror),
                CLOCK);

        Discovered found = new Discovery(fetcher, mirror, CLOCK)
                .releasesOf(new ManifestReader()
                        .read(MANIFESTS.resolve(publication))
                        .publication());

        assertThat(found.releases()).isNotEmpty();
        assertThat(found.unreadable()).isEmpty();
        assertThat(found.skipped()).extracting(SkippedLink::reason).doesNotContain(Reason.OUT_OF_RANGE);
        for (FileLink link : found.releases().stream()
                .flatMap(release -> release.files().stream())
                .toList()) {
            assertThat(fetcher.fetch(link.address(), Optional.empty()).path()).exists();
        }
    }
}
