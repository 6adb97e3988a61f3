package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.producers.discover.Page;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sites may expect of programs that read them. */
class RestraintTest {

    @TempDir
    private Path directory;

    private final Site site = new Site();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-12T09:30:00Z"));
    private volatile int robotsStatus = 404;
    private volatile String robots = "";
    private Fetcher fetcher;

    @BeforeEach
    void makeFetcher() throws IOException {
        fetcher = new Fetcher(
                Archive.in(directory),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.publicWeb().andSite(site.uri("/")),
                now::get,
                length -> {},
                address -> false);
        site.on("/robots.txt", exchange -> Site.send(exchange, robotsStatus, robots));
        site.onText("/a/page", "text/html", "<p>A</p>");
    }

    private void robots(int status, String text) {
        robotsStatus = status;
        robots = text;
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    private FailureKind failure(String path) {
        FetchException failure =
                catchThrowableOfType(FetchException.class, () -> fetcher.fetch(site.uri(path), Optional.empty()));
        assertThat(failure).as("a failure of " + path).isNotNull();
        return failure.kind();
    }

    @Test
    void readsNothingThatRobotsTxtDisallows() throws IOException {
        robots(200, "user-agent: *\ndisallow: /a\nallow: /a/page\n");
        site.onText("/a/rows.csv", "text/csv", "a,b\n");

        assertThat(failure("/a/rows.csv")).isEqualTo(FailureKind.DISALLOWED);
        assertThat(fetcher.page(site.uri("/a/page"))).isPresent();
        assertThat(site.asked()).containsExactly("/robots.txt", "/a/page");
    }

    @Test
    void asksForRobotsTxtOnceADay() throws IOException {
        fetcher.page(site.uri("/a/page"));
        now.updateAndGet(before -> before.plus(Duration.ofHours(23)));
        fetcher.page(site.uri("/a/page"));
        robots(200, "user-agent: datawarp\ndisallow: /\n");
        now.updateAndGet(before -> before.plus(Duration.ofHours(1)));

        assertThat(failure("/a/page")).isEqualTo(FailureKind.DISALLOWED);
        assertThat(site.asked()).containsExactly("/robots.txt", "/a/page", "/a/page", "/robots.txt");
    }

    @Test
    void leavesASiteAloneWhoseRobotsTxtCannotBeFetched() throws IOException {
        robots(500, "broken");

        assertThat(failure("/a/page")).isEqualTo(FailureKind.SITE_FAILED);
        assertThat(site.asked()).doesNotContain("/a/page");

        robots(200, "user-agent: *\ndisallow: /b\n");
        assertThat(fetcher.page(site.uri("/a/page"))).isPresent();

        robots(500, "broken");
        now.updateAndGet(before -> before.plus(Duration.ofDays(2)));
        assertThat(fetcher.page(site.uri("/a/page")))
                .as("the older copy allows it")
                .isPresent();
        assertThat(failure("/b")).isEqualTo(FailureKind.DISALLOWED);
    }

    @Test
    void takesARefusedRobotsTxtForNone() throws IOException {
        robots(403, "no");

        assertThat(fetcher.page(site.uri("/a/page"))).isPresent();
    }

    @Test
    void leavesABusyHostAloneForAsLongAsItAsks() {
        site.on("/busy.csv", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            Site.send(exchange, 503, "");
        });
        site.onText("/rows.csv", "text/csv", "a,b\n");

        assertThat(failure("/busy.csv")).isEqualTo(FailureKind.BUSY);
        now.updateAndGet(before -> before.plus(Duration.ofMinutes(59)));
        assertThat(failure("/rows.csv")).as("another file of the same host").isEqualTo(FailureKind.BUSY);
        assertThat(site.asked()).doesNotContain("/rows.csv");
        now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
        assertThat(catchThrowableOfType(
                        IOException.class, () -> fetcher.fetch(site.uri("/rows.csv"), Optional.empty())))
                .isNull();
    }

    @Test
    void waitsLongerEachTimeAHostIsBusyAndDoesNotSayForHowLong() {
        site.on("/busy.csv", exchange -> Site.send(exchange, 429, ""));

        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            int before = site.asked().size();
            assertThat(failure("/busy.csv")).isEqualTo(FailureKind.BUSY);
            assertThat(site.asked()).as("it is asked again").hasSizeGreaterThan(before);
            int after = site.asked().size();
            now.updateAndGet(moment -> moment.plus(Duration.ofMinutes(minutes)).minusSeconds(1));
            assertThat(failure("/busy.csv")).isEqualTo(FailureKind.BUSY);
            assertThat(site.asked()).as("it is left alone").hasSize(after);
            now.updateAndGet(moment -> moment.plusSeconds(1));
        }
    }

    @Test
    void understandsADateToComeBackAt() {
        site.on("/busy.csv", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "Thu, 12 Feb 2099 11:30:00 GMT");
            Site.send(exchange, 503, "");
        });

        assertThat(failure("/busy.csv")).isEqualTo(FailureKind.BUSY);
        assertThat(site.asked()).as("not tried again at once").containsExactly("/robots.txt", "/busy.csv");
    }

    @Test
    void doesNotTransferAPageThatHasNotChanged() throws IOException {
        AtomicReference<String> text = new AtomicReference<>("<p>é</p>");
        site.on("/page", exchange -> {
            String html = Objects.requireNonNull(text.get());
            String tag = "\"" + html.hashCode() + "\"";
            exchange.getResponseHeaders().add("ETag", tag);
            boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            Site.send(exchange, known ? 304 : 200, known ? "" : html);
        });
        Page first = fetcher.page(site.uri("/page")).orElseThrow();

        assertThat(fetcher.page(site.uri("/page"))).hasValue(first);
        text.set("<p>new</p>");
        assertThat(fetcher.page(site.uri("/page")).orElseThrow().html()).isEqualTo("<p>new</p>");
    }
}
