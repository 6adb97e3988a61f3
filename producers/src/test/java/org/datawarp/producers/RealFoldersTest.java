package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.datawarp.producers.ReleaseOutcome.State;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.publish.Kafka;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.publish.Throttle;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of published files, loaded with their manifests from this repository. */
class RealFoldersTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T09:30:00Z"));

    @TempDir
    private Path directory;

    @Test
    void takesTheMonthsOfAFolder() throws IOException {
        assertThat(fetch("ae-monthly").releases())
                .hasSize(12)
                .allSatisfy(release -> {
                    assertThat(release.state()).isEqualTo(State.PUBLISHED);
                    assertThat(release.files()).isOne();
                    assertThat(release.problems()).isEmpty();
                })
                .extracting(release -> release.release().value(), ReleaseOutcome::rows)
                .startsWith(tuple("2024-06", 199L), tuple("2024-07", 200L))
                .endsWith(tuple("2025-06", 203L));
    }

    @Test
    void takesFilesWithoutThePagesThatTheirManifestNames() throws IOException {
        assertThat(fetch("mhsds-four-week-waits").releases())
                .extracting(release -> release.release().value(), ReleaseOutcome::rows)
                .containsExactly(tuple("2024-04", 19_959L), tuple("2024-07", 18_913L));
    }

    @Test
    void takesTheBareFileRatherThanTheZipOfTheSame() throws IOException {
        PublicationOutcome outcome = fetch("ods-trusts");

        assertThat(outcome.releases())
                .extracting(release -> release.release().value(), ReleaseOutcome::files)
                .containsExactly(tuple("2020-02", 1), tuple("2025-07", 1));
        assertThat(outcome.skipped()).extracting(SkippedLink::name).containsExactly("etr_2020-02.zip");
    }

    private PublicationOutcome fetch(String publication) throws IOException {
        Path mirror = RealData.file(".");
        ManifestText text = ManifestText.in(Path.of("..", "manifests", publication));
        Fetcher fetcher = new Fetcher(
                Archive.in(directory.resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(Mirror.folder(mirror)),
                CLOCK);
        FileReader reader = new FileReader(Files.createDirectories(directory.resolve("work")), ReadLimits.DEFAULT);
        ReleasePublisher publisher = new ReleasePublisher(
                Kafka.producer("datawarp.raw." + publication, 2), name -> "topic", reader::read, CLOCK, Throttle.NONE);
        return new PublicationFetcher(
                        new Discovery(fetcher, Mirror.folder(mirror), CLOCK),
                        fetcher,
                        publisher,
                        LedgerStore.in(directory.resolve("ledger")),
                        event -> {},
                        CLOCK)
                .fetch(new ManifestReader().read(text), text, ReleaseChoice.CHANGED);
    }
}
