package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datawarp.producers.Manifests;
import org.datawarp.producers.discover.SkippedLink.Reason;
import org.datawarp.schemas.period.PeriodKind;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final String LANDING = "https://stats.example/visits/";

    private final MemoryPages pages = new MemoryPages();

    @Test
    void ordersReleasesByPeriod() throws IOException {
        pages.with(LANDING, "<a href=2025-02.csv>b</a> <a href=2024-12.csv>a</a> <a href=2025-01.csv>c</a>");

        assertThat(names(discover("mode: discover\ninclude: ['*.csv']")))
                .containsExactly("2024-12", "2025-01", "2025-02");
    }

    @Test
    void keepsTheFilesOfAReleaseTogether() throws IOException {
        pages.with(LANDING, "<a href=north-2025-02.csv>n</a> <a href=south-2025-02.csv>s</a>");

        Discovered found = discover("mode: discover\ninclude: ['*.csv']");

        assertThat(found.releases()).singleElement().satisfies(release -> {
            assertThat(release.page()).isEqualTo(URI.create(LANDING));
            assertThat(release.period().kind()).isEqualTo(PeriodKind.MONTH);
            assertThat(release.files())
                    .extracting(FileLink::name)
                    .containsExactly("north-2025-02.csv", "south-2025-02.csv");
        });
    }

    @Test
    void leavesFilesThatAreNotData() throws IOException {
        pages.with(
                LANDING,
                "<a href=visits-2025-02.csv>a</a> <a href=visits-2025-02.pdf>b</a> <a href=glossary-2025-02.csv>c</a>");

        Discovered found = discover("mode: discover\ninclude: ['*.csv']\nexclude: ['glossary*']");

        assertThat(found.releases().get(0).files()).extracting(FileLink::name).containsExactly("visits-2025-02.csv");
        assertThat(found.skipped()).isEmpty();
    }

    @Test
    void looksForThePeriodWhereTheManifestSays() throws IOException {
        pages.with(LANDING, "<h2>2025-03</h2> <a href=visits-2025-01.csv>2025-02</a>");

        assertThat(names(discover("mode: discover\ninclude: ['*.csv']"))).containsExactly("2025-01");
        assertThat(names(discover("mode: discover\ninclude: ['*.csv']\nperiod-from: [link-text, file-name]")))
                .containsExactly("2025-02");
        assertThat(names(discover("mode: discover\ninclude: ['*.csv']\nperiod-from: [page-heading]")))
                .containsExactly("2025-03");
    }

    @Test
    void takesAnOuterHeadingWhenTheNearestNamesNoPeriod() throws IOException {
        pages.with(LANDING, "<h2>March 2025</h2> <h3>Providers</h3> <a href=a.csv>Providers</a>");

        assertThat(names(discover("mode: discover\ninclude: ['*.csv']"))).containsExactly("2025-03");
    }

    @Test
    void doesNotTakeTheYearOfAPageForThePeriodOfAMonth() throws IOException {
        pages.with(LANDING, "<h1>Visits 2024-25</h1> <h2>Data</h2> <a href=a.csv>a</a>");

        Discovered found = discover("mode: discover\ninclude: ['*.csv']");

        assertThat(found.releases()).isEmpty();
        assertThat(found.skipped()).extracting(SkippedLink::reason).containsExactly(Reason.NO_PERIOD);
    }

    @Test
    void tellsTheVintageOfARelease() throws IOException {
        pages.with(LANDING, """
                <a href=north-2025-02.csv>north, provisional</a> <a href=south-2025-02-revised.csv>south</a>
                <a href=a-2025-01.csv>Final figures</a> <a href=a-2024-12.csv>Figures</a>""");

        assertThat(discover("mode: discover\ninclude: ['*.csv']").releases())
                .extracting(DiscoveredRelease::vintage)
                .containsExactly("", "final", "revised");
    }

    @Test
    void reportsWhatIsOutOfRange() throws IOException {
        pages.with(LANDING, "<a href=2024-12.csv>a</a> <a href=2025-01.csv>b</a> <a href=2025-02.csv>c</a>");

        Discovered found = discover("mode: discover\ninclude: ['*.csv']\nfirst: 2025-01\nlast: 2025-01");

        assertThat(names(found)).containsExactly("2025-01");
        assertThat(found.skipped())
                .extracting(SkippedLink::name, SkippedLink::reason)
                .containsExactly(tuple("2024-12.csv", Reason.OUT_OF_RANGE), tuple("2025-02.csv", Reason.OUT_OF_RANGE));
    }

    @Test
    void followsPagesOneLevelDown() throws IOException {
        pages.with(LANDING, "<a href=visits-2024-25/>2024-25</a> <a href=about/>About</a>")
                .with(LANDING + "visits-2024-25/", "<a href=2025-01.csv>a</a> <a href=deeper-2023-24/>more</a>")
                .with(LANDING + "visits-2024-25/deeper-2023-24/", "<a href=2024-01.csv>a</a>");

        assertThat(names(discover("mode: discover\ninclude: ['*.csv']\nfollow: ['*-20??-??']")))
                .containsExactly("2025-01");
        assertThat(pages.asked()).hasSize(2);
    }

    @Test
    void reportsAPageThatCannotBeReadAndGoesOn() throws IOException {
        pages.with(LANDING, "<a href=visits-2023-24>a</a> <a href=visits-2024-25>b</a> <a href=visits-2025-26>c</a>")
                .withFailure(LANDING + "visits-2023-24")
                .with(LANDING + "visits-2024-25", "<a href=2025-01.csv>a</a>");

        Discovered found = discover("mode: discover\ninclude: ['*.csv']\nfollow: ['visits-*']");

        assertThat(names(found)).containsExactly("2025-01");
        assertThat(found.unreadable()).hasSize(1);
        assertThat(found.absent()).containsExactly(URI.create(LANDING + "visits-2025-26"));
    }

    @Test
    void failsWhenThereIsNoLandingPage() {
        assertThatThrownBy(() -> discover("mode: discover\ninclude: ['*.csv']"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot find the releases of visits at https://stats.example/visits/:");
    }

    @Test
    void takesPagesThatAreNotThereYetForNoFailure() throws IOException {
        pages.with(LANDING + "september-2025", "<a href=a.csv>a</a>")
                .with(LANDING + "october-2025", "<a href=a2.csv>a</a>");

        Discovered found = discover(template("2025-09"));

        assertThat(names(found)).containsExactly("2025-09", "2025-10");
        assertThat(found.absent()).containsExactly(URI.create(LANDING + "november-2025"));
    }

    @Test
    void takesThePeriodOfAPageFromItsTemplate() throws IOException {
        pages.with(LANDING + "2026-02", "<a href=shmi.csv>SHMI</a>");

        Discovered found = discover("""
                mode: template
                pages: ['https://stats.example/visits/{pub_year}-{pub_month}']
                offset-months: 5
                first: 2025-09
                include: ['*.csv']""");

        assertThat(names(found)).containsExactly("2025-09");
    }

    @Test
    void takesAPageThatLeadsElsewhereForAbsent() throws IOException {
        pages.with(LANDING, "<a href=latest.csv>latest</a>")
                .with(LANDING + "october-2025", "<a href=a.csv>a</a>")
                .withRedirect(LANDING + "september-2025", LANDING)
                .withRedirect(LANDING + "november-2025", LANDING + "october-2025");

        Discovered found = discover(template("2025-09"));

        assertThat(names(found)).containsExactly("2025-10");
        assertThat(found.absent())
                .containsExactly(URI.create(LANDING + "september-2025"), URI.create(LANDING + "november-2025"));
    }

    @Test
    void stopsAskingASiteThatFails() {
        for (String month : List.of("june", "july", "august", "september", "october")) {
            pages.withFailure(LANDING + month + "-2025");
        }

        assertThatThrownBy(() -> discover(template("2025-06"))).isInstanceOf(IOException.class);
        assertThat(pages.asked()).hasSize(3);
    }

    @Test
    void takesAddressesAsTheManifestListsThem() throws IOException {
        Discovered found = discover("""
                mode: explicit
                links:
                  2025-01: https://files.example/ab/first%20file.csv
                  2025-02: https://files.example/cd/second.xlsx
                """);

        assertThat(found.releases())
                .extracting(
                        release -> release.name().value(),
                        release -> release.files().get(0).name())
                .containsExactly(tuple("2025-01", "first file.csv"), tuple("2025-02", "second.xlsx"));
        assertThat(pages.asked()).isEmpty();
    }

    @Test
    void readsASiteThatStandsInForTheRealOne() throws IOException {
        pages.with("http://127.0.0.1:8080/samples/visits/", "<a href=2025-01.csv>a</a>");

        Discovered found = discover(
                Mirror.site(URI.create("http://127.0.0.1:8080/samples")), "mode: discover\ninclude: ['*.csv']");

        assertThat(found.releases().get(0).files().get(0).address())
                .isEqualTo(URI.create("http://127.0.0.1:8080/samples/visits/2025-01.csv"));
    }

    @Test
    void readsReleasePagesOfASiteThatStandsIn() throws IOException {
        pages.with("http://127.0.0.1:8080/visits/november-2025", "<a href=a.csv>a</a>");

        assertThat(names(discover(Mirror.site(URI.create("http://127.0.0.1:8080")), template("2025-10"))))
                .containsExactly("2025-11");
    }

    @Test
    void readsTheOnePageOfASiteThatStandsInForMany() throws IOException {
        pages.with("http://127.0.0.1:8080/visits/", "<a href=2025-11.csv>a</a>");

        assertThat(names(discover(Mirror.site(URI.create("http://127.0.0.1:8080")), template("2025-10"))))
                .containsExactly("2025-11");
    }

    @Test
    void takesListedAddressesFromASiteThatStandsIn() throws IOException {
        Discovered found = discover(
                Mirror.folder(Path.of("/mirror")),
                "mode: explicit\nlinks: {2025-01: 'https://files.example/ab/first%20file.csv'}");

        assertThat(found.releases().get(0).files().get(0).address())
                .isEqualTo(URI.create("file:///mirror/visits/first%20file.csv"));
    }

    private static String template(String first) {
        return """
               mode: template
               pages: ['https://stats.example/visits/{month_name}-{year}']
               first: %s
               include: ['*.csv']""".formatted(first);
    }

    private Discovered discover(String links) throws IOException {
        return discover(Mirror.none(), links);
    }

    private Discovered discover(Mirror mirror, String links) throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z"));
        return new Discovery(pages, mirror, clock)
                .releasesOf(Manifests.manifest(LANDING, links).publication());
    }

    private static List<String> names(Discovered found) {
        return found.releases().stream().map(release -> release.name().value()).toList();
    }
}
