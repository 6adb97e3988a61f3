package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.publish.CommaSheets;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndatedLinksTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z"));

    private static final String DATASET = """
            dataset: visits
            title: Visits
            description: Visits to organisations
            fields:
              - {name: org, headings: Org, role: key}
              - {name: month, headings: Month, role: period}
            """;

    @TempDir
    private Path directory;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectories(directory.resolve("mirror/visits"));
    }

    @Test
    void takesAllPeriodsThatAColumnHas() throws IOException {
        Files.writeString(source.resolve("north.csv"), "Org,Month\nRRK,MAR2025\nRRK,JAN2025\nRRK,FEB2025\n");
        Files.writeString(source.resolve("south.csv"), "Org,Month\nRAL,JAN2025\nRAL,MAR2025\n");

        Discovered found = resolved("irregular", "include: '*.csv'");

        assertThat(found.skipped()).isEmpty();
        assertThat(found.releases()).singleElement().satisfies(release -> {
            assertThat(release.name().value()).isEqualTo("2025-01-01-to-2025-03-31");
            assertThat(release.files()).extracting(FileLink::name).containsExactly("north.csv", "south.csv");
        });
    }

    @Test
    void takesADayForItsMonthInAMonthlyPublicationAndFirstsOfMonthsAnywhere() throws IOException {
        Files.writeString(source.resolve("patients.csv"), "Org,Month\nRRK,01JAN2025\n");

        assertThat(names(resolved("month", "include: '*.csv'"))).containsExactly("2025-01");
        assertThat(names(resolved("irregular", "include: '*.csv'"))).containsExactly("2025-01-01");

        Files.writeString(source.resolve("patients.csv"), "Org,Month\nRRK,01JAN2025\nRRK,01FEB2025\n");

        assertThat(names(resolved("irregular", "include: '*.csv'"))).containsExactly("2025-01-01-to-2025-02-28");
    }

    @Test
    void readsTitlesWhereTheManifestSaysSo() throws IOException {
        Files.writeString(source.resolve("series.csv"), """
                Title:,Visits
                Published:,14 November 2019
                Next update:,12 December 2019
                Summary:,Visits since March 2005
                Period:,August 2010 to October 2019
                Org,Visits,Days
                RRK,December 2020,7
                """);

        assertThat(names(resolved("irregular", "include: '*.csv'\nperiod-from: [file-name, title]")))
                .containsExactly("2010-08-01-to-2019-10-31");
        assertThat(resolved("irregular", "include: '*.csv'").skipped())
                .extracting(SkippedLink::reason)
                .containsExactly(SkippedLink.Reason.NO_PERIOD);
    }

    @Test
    void leavesWhatSaysNoPeriodAnywhere() throws IOException {
        Files.writeString(source.resolve("mapping.csv"), "Org,System,Region\nRRK,QAA,Y60\n");

        Discovered found = resolved("irregular", "include: '*.csv'\nperiod-from: [file-name, title]");

        assertThat(found.releases()).isEmpty();
        assertThat(found.skipped()).extracting(SkippedLink::name).containsExactly("mapping.csv");
    }

    private static List<String> names(Discovered found) {
        return found.releases().stream().map(release -> release.name().value()).toList();
    }

    private Discovered resolved(String frequency, String files) throws IOException {
        Manifest manifest =
                new ManifestReader().read(Manifests.text("https://stats.example/visits/", frequency, files, DATASET));
        Mirror mirror = Mirror.folder(directory.resolve("mirror"));
        Fetcher fetcher = new Fetcher(
                Archive.in(directory.resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(mirror),
                CLOCK);
        return new UndatedLinks(fetcher, new CommaSheets())
                .resolve(
                        new Discovery(fetcher, mirror, CLOCK).releasesOf(manifest.publication()),
                        manifest,
                        address -> Optional.empty());
    }
}
