package org.datawarp.schemas.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "file:/home/alice/pages/rtt/Full%20data.zip, Full%20data.zip",
        "file:///home/alice/pages/rtt/, rtt/",
        "file:///home/alice/pages/rtt//, rtt//",
        "FILE://host/share/rtt.csv, rtt.csv",
        "file:///C:/Users/alice/rtt.csv, rtt.csv",
        "/home/alice/rtt.csv, rtt.csv",
        "C:\\Users\\alice\\rtt.csv, rtt.csv",
        "jar:file:/home/alice/a.zip!/rtt.csv, rtt.csv",
    })
    void namesWhatIsOnTheMachineWithoutItsFolders(String address, String expected) {
        assertThat(PublicAddress.of(address)).isEqualTo(expected);
        assertThat(PublicAddress.of(expected)).as("again").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.england.nhs.uk/statistics/rtt/Full%20data.zip?a=/b",
                "http://127.0.0.1:8080/rtt/",
                "HTTPS://files/rtt.csv",
                "rtt.csv",
                "",
            })
    void leavesOtherAddressesAsTheyAre(String address) {
        assertThat(PublicAddress.of(address)).isEqualTo(address);
    }

    /** An older catalogue is converted when it is read. */
    @Test
    void everyReleaseOfACatalogueHasPublicAddressesOnly() {
        Instant now = Instant.parse("2026-01-15T09:30:00Z");
        PublishedFile file =
                new PublishedFile(new FileDigest("ab".repeat(32)), "a.csv", "file:/home/alice/rtt/a.csv", 1, now);
        PublishedFile earlier =
                new PublishedFile(new FileDigest("cd".repeat(32)), "b.csv", "file:/home/alice/rtt/b.csv", 1, now);

        CatalogRelease release = new CatalogRelease(
                new ReleaseName("2026-01"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 1, 31),
                "",
                "file:///home/alice/rtt/",
                "abcdef012345",
                now,
                now,
                now,
                now,
                now,
                1,
                List.of(file),
                List.of(earlier));

        assertThat(release.page()).isEqualTo("rtt/");
        assertThat(release.files()).extracting(PublishedFile::url).containsExactly("a.csv");
        assertThat(release.earlierFiles()).extracting(PublishedFile::url).containsExactly("b.csv");
    }
}
