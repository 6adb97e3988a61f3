package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import org.datawarp.producers.fetch.ReleaseRecords.ArchivedManifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseRecordsTest {

    private static final Instant MONDAY = Instant.parse("2025-11-03T09:00:00.123456Z");
    private static final Instant TUESDAY = Instant.parse("2025-11-04T09:00:00Z");
    private static final PublicationName VISITS = new PublicationName("visits");

    @TempDir
    private Path archive;

    private static ReleaseOpened opened(String run, Instant at) {
        return new ReleaseOpened(
                run,
                VISITS,
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "revised",
                "https://stats.example/visits/",
                manifest("a").version(),
                List.of(new PublishedFile(
                        new FileDigest("%064x".formatted(7)),
                        "March.csv",
                        "https://stats.example/March.csv",
                        12,
                        MONDAY)),
                at);
    }

    private static ManifestText manifest(String text) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("publication.yaml", text);
        return new ManifestText(files);
    }

    @Test
    void givesAttemptsBackAsTheyWereInTheirOrderWhateverTheClockSaid() throws IOException {
        ReleaseRecords.in(archive).keep(opened("00000000000000aa", TUESDAY), manifest("a"));
        ReleaseRecords.in(archive).keep(opened("00000000000000bb", MONDAY), manifest("a"));

        assertThat(ReleaseRecords.in(archive).releases())
                .containsExactly(opened("00000000000000aa", TUESDAY), opened("00000000000000bb", MONDAY));
    }

    @Test
    void givesManifestsBackWithTheOneInForceLast() throws IOException {
        ReleaseRecords records = ReleaseRecords.in(archive);
        records.keep(VISITS, manifest("a"), MONDAY);
        records.keep(VISITS, manifest("b"), TUESDAY);
        records.keep(VISITS, manifest("a"), TUESDAY.plusSeconds(1));

        assertThat(records.manifests())
                .extracting(ArchivedManifest::text)
                .containsExactly(manifest("b"), manifest("a"));
    }

    @Test
    void holdsNothingBeforeTheFirstRecord() throws IOException {
        assertThat(ReleaseRecords.in(archive).releases()).isEmpty();
        assertThat(ReleaseRecords.in(archive).manifests()).isEmpty();
    }

    @Test
    void saysWhichRecordCannotBeRead() throws IOException {
        ReleaseRecords.in(archive).keep(opened("00000000000000aa", MONDAY), manifest("a"));
        Path record = archive.resolve("releases/visits/00000001-00000000000000aa.json");
        Files.writeString(record, "{");

        assertThatThrownBy(() -> ReleaseRecords.in(archive).releases())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(record.toString())
                .hasMessageContaining("restore it from a copy");
    }
}
