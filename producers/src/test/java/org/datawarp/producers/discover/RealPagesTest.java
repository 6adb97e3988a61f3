package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datawarp.producers.Manifests;
import org.datawarp.producers.RealData;
import org.datawarp.producers.discover.SkippedLink.Reason;
import org.datawarp.schemas.manifest.Publication;
import org.junit.jupiter.api.Test;

/** Pages as publishers wrote them. */
class RealPagesTest {

    private static final String AE = "html/nhs-landing-pages/england.nhs.uk_ae-attendances-2025-26_fragment.html";
    private static final String PRICES = "html/gov-uk-publication-pages/publication_attachments_inline.html";
    private static final String GUIDES = "html/gov-uk-publication-pages/publication_page.html";

    @Test
    void groupsTheMonthsOfAYearAndPrefersTheCsv() throws IOException {
        Discovered found = discover(AE, """
                mode: discover
                include: ['*AE*.csv', '*-CSV-*.csv', '*AE-by-provider*.xls', '*AE*Provider*.xls']
                exclude: ['*Quarter*', '*ECDS*', '*Growth*']
                """);

        assertThat(found.releases())
                .extracting(
                        release -> release.name().value(),
                        DiscoveredRelease::vintage,
                        release -> release.files().stream().map(FileLink::name).toList())
                .containsExactly(
                        tuple("2025-08", "revised", List.of("August-2025-CSV-revised.csv")),
                        tuple("2025-09", "revised", List.of("September-2025-CSV-revised.csv")),
                        tuple("2025-11", "revised", List.of("Monthly-AE-Nov-25-CSV-revised.csv")),
                        tuple("2025-12", "revised", List.of("Monthly-AE-December-2025-revised-g9Hy6.csv")),
                        tuple("2026-01", "revised", List.of("Monthly-AE-January-2026-revised-3dker.csv")),
                        tuple("2026-02", "", List.of("February-2026-CSV-Dl8t54.csv")),
                        tuple("2026-03", "revised", List.of("Monthly-AE-March-2026-revised-flkg42.csv")));
        assertThat(found.skipped())
                .hasSize(7)
                .allSatisfy(link -> assertThat(link.reason()).isEqualTo(Reason.SAME_DATA))
                .allSatisfy(link -> assertThat(link.name()).endsWith(".xls"));
    }

    @Test
    void tellsTheNearestHeadingThoughItIsOnlyBold() throws IOException {
        Discovered found = discover(AE, """
                mode: discover
                include: ['*NEL-YTD-Growth-rates.xls']
                period-from: [page-heading]
                """);

        assertThat(found.releases())
                .extracting(
                        release -> release.name().value(),
                        release -> release.files().get(0).heading())
                .containsExactly(
                        tuple("2025-08", "August 2025"),
                        tuple("2025-09", "September 2025"),
                        tuple("2025-11", "November 2025"),
                        tuple("2025-12", "December 2025"),
                        tuple("2026-01", "January 2026"),
                        tuple("2026-02", "February 2026"),
                        tuple("2026-03", "March 2026"));
    }

    @Test
    void tellsLinksToDataThatNoPeriodBelongsTo() throws IOException {
        Discovered found = discover(AE, "mode: discover\ninclude: ['*Mapping*.xls', '*Attribution*.xls']\n");

        assertThat(found.releases()).isEmpty();
        assertThat(found.skipped())
                .extracting(SkippedLink::name, SkippedLink::reason)
                .containsExactly(
                        tuple("System-Mapping.xls", Reason.NO_PERIOD),
                        tuple("Acute-Trust-Attribution-File.xls", Reason.NO_PERIOD));
    }

    @Test
    void findsTheAttachmentsOfAGovUkPage() throws IOException {
        Discovered found = discover(PRICES, """
                mode: discover
                include: ['commodityprices-wp*.xls', 'commodityprices-poultryeggs*.ods']
                """);

        assertThat(found.releases())
                .singleElement()
                .satisfies(release -> assertThat(release.files())
                        .extracting(FileLink::name)
                        .containsExactly(
                                "commodityprices-poultryeggs-31jul14.ods",
                                "commodityprices-wpcereal-31jul14.xls",
                                "commodityprices-wpother-31jul14.xls",
                                "commodityprices-wplivest-31jul14.xls"));
    }

    @Test
    void takesTheWordsOfALinkRatherThanItsPicture() throws IOException {
        Discovered found = discover(GUIDES, "mode: discover\ninclude: ['*v20_10_March_2016.xlsx']\n");

        assertThat(found.releases().get(0).files().get(0).text()).isNotBlank();
    }

    private static Discovered discover(String file, String links) throws IOException {
        String address = "https://www.example.org/statistics/series/";
        Publication publication = Manifests.manifest(address, links).publication();
        MemoryPages pages =
                new MemoryPages().with(address, Files.readString(RealData.file(file), StandardCharsets.UTF_8));
        return new Discovery(pages, Mirror.none(), InstantSource.fixed(Instant.parse("2026-06-20T09:30:00Z")))
                .releasesOf(publication);
    }
}
