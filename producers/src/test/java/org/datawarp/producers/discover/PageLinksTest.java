package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageLinksTest {

    private static final URI PAGE = URI.create("https://stats.example/series/page.html");

    @Test
    void resolvesLinksAgainstThePage() {
        assertThat(addresses("""
                        <a href="a.csv">1</a> <a href="/b.csv">2</a> <a href="//files.example/c.csv">3</a>
                        <a href="https://files.example/d.csv#sheet">4</a>"""))
                .containsExactly(
                        "https://stats.example/series/a.csv",
                        "https://stats.example/b.csv",
                        "https://files.example/c.csv",
                        "https://files.example/d.csv");
    }

    @Test
    void resolvesLinksAgainstTheBaseThatAPageNames() {
        assertThat(addresses("<head><base href='https://files.example/x/'></head><a href='a.csv'>a</a>"))
                .containsExactly("https://files.example/x/a.csv");
    }

    @Test
    void leavesWhatIsNoAddress() {
        assertThat(addresses("""
                        <a name="here">0</a> <a href="mailto:a@b.example">1</a> <a href="javascript:void(0)">2</a>
                        <a href="tel:123">3</a> <a href="">4</a> <a href="http://[">5</a>""")).containsExactly("https://stats.example/series/page.html");
    }

    @Test
    void takesAddressesAsPeopleWriteThem() {
        List<PageLink> links = links("""
                <a href="NHS Workforce, August 2025 [final].csv">1</a>
                <a href=" 100%25 done%20.csv
                ">2</a>
                <a href="50% of it.csv">3</a>
                <a href="b%C3%A9d.csv">4</a>""");

        assertThat(links)
                .extracting(PageLink::name)
                .containsExactly(
                        "NHS Workforce, August 2025 [final].csv", "100% done .csv", "50% of it.csv", "béd.csv");
        assertThat(links.get(0).address())
                .hasToString("https://stats.example/series/NHS%20Workforce,%20August%202025%20%5Bfinal%5D.csv");
    }

    @Test
    void takesNoFolderForPartOfAName() {
        assertThat(links("""
                        <a href="..%2f..%2fetc%2fpasswd">1</a> <a href="C:%5Cdata%5Ca.csv">2</a>
                        <a href="/x/%2e%2e">3</a> <a href="/x" download="../../a.csv">4</a> <a href="a%00%0Ab.csv">5</a>""")).extracting(PageLink::name).containsExactly("passwd", "", "a.csv", "ab.csv");
    }

    @Test
    void givesTheHeadingsAboveALinkNearestFirst() {
        List<PageLink> links = links("""
                <h1>Series</h1> <a href="1">1</a>
                <h2>March 2025</h2> <h3>Providers</h3> <a href="2">2</a> <h3>Regions</h3> <p><a href="3">3</a></p>
                <h2>April 2025</h2> <div><div><a href="4">4</a></div></div>""");

        assertThat(links)
                .extracting(PageLink::headings)
                .containsExactly(
                        List.of("Series"),
                        List.of("Providers", "March 2025", "Series"),
                        List.of("Regions", "March 2025", "Series"),
                        List.of("April 2025", "Series"));
    }

    @Test
    void takesABoldParagraphForAHeading() {
        List<PageLink> links = links("""
                <h2>Data</h2>
                <p><strong>March 2025</strong></p> <p><a href="1">1</a></p>
                <p><b>April</b> <b>2025</b></p> <p><a href="2">2</a></p>
                <p><strong>Note</strong> that figures changed.</p> <p><strong>All figures changed.</strong></p>
                <p><strong><a href="3">3</a></strong></p>""");

        assertThat(links)
                .extracting(PageLink::headings)
                .containsExactly(
                        List.of("March 2025", "Data"), List.of("April 2025", "Data"), List.of("April 2025", "Data"));
    }

    @Test
    void prefersTheLinkThatHasWords() {
        assertThat(PageLinks.distinct(
                        links("<a href=a.csv><img src=x></a> <a href=a.csv>March</a> <a href=a.csv>again</a>")))
                .extracting(PageLink::text)
                .containsExactly("March");
    }

    @Test
    void survivesDeeplyNestedMarkup() {
        assertThat(addresses("<div><b>".repeat(20_000) + "<a href='a.csv'>a</a>"))
                .hasSize(1);
    }

    private static List<PageLink> links(String html) {
        return PageLinks.of(new Page(PAGE, html));
    }

    private static List<String> addresses(String html) {
        return links(html).stream().map(link -> link.address().toString()).toList();
    }
}
