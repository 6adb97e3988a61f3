package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datawarp.producers.Manifests;
import org.junit.jupiter.api.Test;

class SameDataTest {

    @Test
    void takesTheFormatThatTheManifestPrefers() throws IOException {
        assertThat(chosen(
                        "['*.csv', '*.xlsx']",
                        link("pcdem-sum-jul-2025.xlsx", "Summary"),
                        link("pcdem-sum-jul-2025.csv", "Summary")))
                .containsExactly("pcdem-sum-jul-2025.csv");
    }

    @Test
    void takesTheRevisedFile() throws IOException {
        assertThat(chosen(
                        "['*.xlsx']",
                        link("MSA-January-2025-REVISED-BGDFE.xlsx", "MSA January 2025 (revised)"),
                        link("MSA-January-2025.xlsx", "MSA January 2025")))
                .containsExactly("MSA-January-2025-REVISED-BGDFE.xlsx");
    }

    @Test
    void takesTheHighestVersion() throws IOException {
        assertThat(chosen(
                        "['*.xlsx']",
                        link("MSA-April-2024-v2.xlsx", "MSA April 2024"),
                        link("MSA-April-2024-37591-v3.xlsx", "MSA April 2024"),
                        link("MSA-April-2024.xlsx", "MSA April 2024")))
                .containsExactly("MSA-April-2024-37591-v3.xlsx");
    }

    @Test
    void takesTheFinalFigures() throws IOException {
        assertThat(chosen(
                        "['*.csv']",
                        link("mhsds-2025-03-provisional.csv", "Provisional"),
                        link("mhsds-2025-03-final.csv", "Final")))
                .containsExactly("mhsds-2025-03-final.csv");
    }

    @Test
    void takesTheFileRatherThanThePageThatShowsIt() throws IOException {
        assertThat(chosen(
                        "['*.csv']",
                        link("media/6827a10c54b63d2f9e4e7d1a/waits-2025-03.csv", "Waits for a bed"),
                        link("csv-preview/6827a10c54b63d2f9e4e7d1a/waits-2025-03.csv", "View online"),
                        link("media/6827a10c54b63d2f9e4e7d1b/waits-2025-03.csv", "Waits, by region")))
                .hasSize(2);
    }

    @Test
    void keepsFilesThatDifferInMoreThanFormat() throws IOException {
        assertThat(chosen(
                        "['*']",
                        link("table1-2025-03.csv", "Download"),
                        link("table2-2025-03.xlsx", "Download"),
                        link("north-2025-03.csv", "CSV"),
                        link("south-2025-03-revised.csv", "CSV")))
                .hasSize(4);
    }

    @Test
    void keepsFilesThatNothingTellsApart() throws IOException {
        assertThat(chosen(
                        "['*']",
                        link("visits-2025-03-11111.csv", "Visits"),
                        link("visits-2025-03-22222.csv", "Visits")))
                .hasSize(2);
    }

    @Test
    void keepsFilesOfOneTextUnderDifferentHeadings() throws IOException {
        assertThat(chosen(
                        "['*']",
                        "<h2>Inpatients</h2>" + link("in-2025-03.csv", "By provider (CSV, 3KB)"),
                        "<h2>Outpatients</h2>" + link("out-2025-03.xls", "By provider (XLS, 40KB)")))
                .hasSize(2);
    }

    @Test
    void knowsOneTextForTwoFormats() throws IOException {
        assertThat(chosen(
                        "['*.csv', '*.xls']",
                        link(
                                "March-2026-AE-by-provider-sJh4x.xls",
                                "Monthly A&amp;E March 2026 (revised 14.05.26) (XLS, 429KB)"),
                        link(
                                "Monthly-AE-March-2026-flkg42.csv",
                                "Monthly A&amp;E March 2026 revised 14.05.26) (CSV, 29KB)")))
                .containsExactly("Monthly-AE-March-2026-flkg42.csv");
    }

    private static String link(String name, String text) {
        return "<p><a href='%s'>%s</a></p>".formatted(name, text);
    }

    private static List<String> chosen(String include, String... links) throws IOException {
        String landing = "https://stats.example/visits/";
        MemoryPages pages = new MemoryPages().with(landing, String.join("\n", links));
        Discovered found = new Discovery(
                        pages, Mirror.none(), InstantSource.fixed(Instant.parse("2026-06-20T09:30:00Z")))
                .releasesOf(Manifests.manifest(landing, "mode: discover\ninclude: " + include)
                        .publication());
        return found.releases().get(0).files().stream().map(FileLink::name).toList();
    }
}
