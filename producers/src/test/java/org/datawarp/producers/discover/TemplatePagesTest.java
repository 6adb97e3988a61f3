package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.producers.Manifests;
import org.datawarp.schemas.manifest.Publication;
import org.junit.jupiter.api.Test;

class TemplatePagesTest {

    @Test
    void makesAPageForEachMonthUntilToday() {
        assertThat(pages("""
                        pages: ['https://d.example/{month_name}-{year}']
                        first: 2024-11""", "2025-02-01"))
                .containsExactly(
                        "https://d.example/november-2024",
                        "https://d.example/december-2024",
                        "https://d.example/january-2025",
                        "https://d.example/february-2025");
    }

    @Test
    void endsAtTheLastPeriod() {
        assertThat(pages("""
                        pages: ['https://d.example/{year}-{month}']
                        first: 2024-01
                        last: 2024-03""", "2025-02-01"))
                .containsExactly("https://d.example/2024-01", "https://d.example/2024-02", "https://d.example/2024-03");
    }

    @Test
    void asksOnlyForTheMonthsThatHaveARelease() {
        assertThat(pages("""
                        pages: ['https://d.example/{month_name}-{year}']
                        months: [5, 8, 11]
                        first: 2024-05""", "2025-06-30"))
                .containsExactly(
                        "https://d.example/may-2024",
                        "https://d.example/august-2024",
                        "https://d.example/november-2024",
                        "https://d.example/may-2025");
    }

    @Test
    void countsThePublicationMonthFromThePeriod() {
        assertThat(pages("""
                        pages: ['https://d.example/{pub_year}-{pub_month}']
                        offset-months: 5
                        first: 2024-08""", "2024-09-30")).containsExactly("https://d.example/2025-01", "https://d.example/2025-02");
    }

    @Test
    void takesAnExceptionInPlaceOfTheTemplates() {
        assertThat(pages("""
                        pages: ['https://d.example/england-{month_name}-{year}']
                        exceptions: {2024-01: 'https://d.example/january-2024'}
                        first: 2023-12""", "2024-02-01"))
                .containsExactly(
                        "https://d.example/england-december-2023",
                        "https://d.example/january-2024",
                        "https://d.example/england-february-2024");
    }

    @Test
    void namesTheLastDayOfTheMonth() {
        assertThat(pages("""
                        pages: ['https://d.example/{day}-{month_name}-{year}']
                        first: 2024-02""", "2024-03-01"))
                .containsExactly("https://d.example/29-february-2024", "https://d.example/31-march-2024");
    }

    @Test
    void countsQuartersAsTheNhsDoes() {
        assertThat(pages("""
                        pages: ['https://d.example/q{quarter}-{fy}']
                        first: 2024-q4""", "2025-07-01"))
                .containsExactly(
                        "https://d.example/q3-2024-25",
                        "https://d.example/q4-2024-25",
                        "https://d.example/q1-2025-26",
                        "https://d.example/q2-2025-26");
    }

    @Test
    void goesOnByYears() {
        assertThat(pages("""
                        pages: ['https://d.example/{fy}']
                        first: 2022-23""", "2024-04-01"))
                .containsExactly("https://d.example/2022-23", "https://d.example/2023-24", "https://d.example/2024-25");
    }

    private static List<String> pages(String links, String today) {
        Publication publication = Manifests.manifest(
                        "https://d.example/", "mode: template\ninclude: ['*.csv']\n" + links + "\n")
                .publication();
        return new TemplatePages(publication.files(), publication.frequency())
                .until(LocalDate.parse(today)).keySet().stream()
                        .map(URI::toString)
                        .toList();
    }
}
