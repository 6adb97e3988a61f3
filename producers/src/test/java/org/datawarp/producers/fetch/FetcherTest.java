package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {

    private static final String SHA_256_OF_ROWS = "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313";

    @TempDir
    private Path directory;

    private final Site site = new Site();
    private final List<Duration> pauses = new ArrayList<>();
    private Fetcher fetcher;

    @BeforeEach
    void makeFetcher() throws IOException {
        fetcher = fetcher(AllowedAddresses.publicWeb().andSite(site.uri("/")));
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void archivesAFileUnderItsDigest() throws IOException {
        site.onText("/rows.csv", "text/csv", "a,b\n");

        Download download = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        String digest = download.digest().value();
        assertThat(download.path())
                .isEqualTo(directory
                        .resolve("archive")
                        .resolve(digest.substring(0, 2))
                        .resolve(digest))
                .hasContent("a,b\n");
        assertThat(digest).isEqualTo(SHA_256_OF_ROWS);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void saysWhoItIs() throws IOException {
        List<String> agents = new ArrayList<>();
        site.on("/rows.csv", exchange -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            Site.send(exchange, 200, "a,b\n");
        });

        fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        assertThat(agents).containsExactly("DataWarp tests");
    }

    @Test
    void doesNotTransferAFileThatHasNotChanged() throws IOException {
        site.on("/rows.csv", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            Site.send(exchange, known ? 304 : 200, known ? "" : "a,b\n");
        });
        Download first = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        Download second = fetcher.fetch(site.uri("/rows.csv"), Optional.of(known(first)));

        assertThat(second).isEqualTo(first);
        assertThat(site.asked()).hasSize(2);
    }

    @Test
    void asksByDateWhereTheSiteGivesOne() throws IOException {
        String date = "Wed, 19 Nov 2025 09:30:00 GMT";
        site.on("/rows.csv", exchange -> {
            exchange.getResponseHeaders().add("Last-Modified", date);
            boolean known = date.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            Site.send(exchange, known ? 304 : 200, known ? "" : "a,b\n");
        });
        Download first = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        assertThat(fetcher.fetch(site.uri("/rows.csv"), Optional.of(known(first))))
                .isEqualTo(first);
    }

    @Test
    void transfersAgainWhatTheArchiveHasLost() throws IOException {
        site.on("/rows.csv", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
            Site.send(exchange, known ? 304 : 200, known ? "" : "a,b\n");
        });
        Download first = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());
        Files.delete(first.path());

        Download second = fetcher.fetch(site.uri("/rows.csv"), Optional.of(known(first)));

        assertThat(second.path()).hasContent("a,b\n");
    }

    @Test
    void followsRedirects() throws IOException {
        site.on("/old.csv", exchange -> redirect(exchange, "/new%20name.csv"));
        site.onText("/new name.csv", "text/csv", "a,b\n");

        Download download = fetcher.fetch(site.uri("/old.csv"), Optional.empty());

        assertThat(download.path()).hasContent("a,b\n");
        assertThat(download.address()).isEqualTo(site.uri("/old.csv"));
    }

    @Test
    @Tag("C14")
    void refusesARedirectToAnAddressInsideTheNetwork() {
        try (Site canary = new Site().onText("/secret", "text/plain", "secret")) {
            site.on(
                    "/rows.csv",
                    exchange -> redirect(exchange, canary.uri("/secret").toString()));

            assertFails("/rows.csv", FailureKind.FORBIDDEN_ADDRESS, "which is not public");
            assertThat(canary.asked()).isEmpty();
        }
    }

    @Test
    @Tag("C14")
    void refusesARedirectToAFile() {
        site.on("/rows.csv", exchange -> redirect(exchange, "file:///etc/passwd"));

        assertFails("/rows.csv", FailureKind.FORBIDDEN_ADDRESS, "found file, expected http or https");
    }

    @Test
    @Tag("C14")
    void givesUpOnRedirectsWithoutEnd() {
        site.on("/rows.csv", exchange -> redirect(exchange, "/rows.csv"));

        assertFails("/rows.csv", FailureKind.TOO_MANY_REDIRECTS, "more than 5 redirects");
        assertThat(site.asked()).hasSize(6);
    }

    @Test
    void triesAgainWhenTheSiteIsBusy() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        site.on("/rows.csv", exchange -> {
            boolean busy = asked.incrementAndGet() < 3;
            Site.send(exchange, busy ? 503 : 200, busy ? "patience" : "a,b\n");
        });

        Download download = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        assertThat(download.bytes()).isEqualTo(4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void waitsAsLongAsTheSiteAsks() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        site.on("/rows.csv", exchange -> {
            boolean busy = asked.incrementAndGet() < 2;
            exchange.getResponseHeaders().add("Retry-After", "7");
            Site.send(exchange, busy ? 429 : 200, busy ? "" : "a,b\n");
        });

        fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void givesUpAtOnceWhenTheSiteWantsToBeLeftAloneForLong() {
        site.on("/rows.csv", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            Site.send(exchange, 503, "");
        });

        assertFails("/rows.csv", FailureKind.BUSY, "503");
        assertThat(site.asked()).hasSize(1);
    }

    @Test
    void doesNotTryAgainWhatIsRefused() {
        site.on("/rows.csv", exchange -> Site.send(exchange, 403, "no"));

        assertFails("/rows.csv", FailureKind.REFUSED, "403");
        assertThat(site.asked()).hasSize(1);
    }

    @Test
    void tellsAFileThatIsGone() {
        assertFails("/gone.csv", FailureKind.NOT_FOUND, "no such file");
    }

    @Test
    void findsNoPageWhereThereIsNoneYet() throws IOException {
        assertThat(fetcher.page(site.uri("/december-2025"))).isEmpty();
    }

    @Test
    void readsAPageInTheEncodingThatItNames() throws IOException {
        site.on("/page", exchange -> {
            byte[] body = "<meta charset=windows-1252><a href=a.csv>£5</a>".getBytes("windows-1252");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(fetcher.page(site.uri("/page")).orElseThrow().html()).contains("£5");
    }

    @Test
    void readsLinksRelativeToWhereAPageReallyIs() throws IOException {
        site.on("/old", exchange -> redirect(exchange, "/new/"));
        site.onText("/new/", "text/html", "<a href=a.csv>a</a>");

        assertThat(fetcher.page(site.uri("/old")).orElseThrow().address()).isEqualTo(site.uri("/new/"));
    }

    @Test
    void takesOffACompressionThatItDidNotAskFor() throws IOException {
        site.on("/rows.csv", exchange -> sendGzip(exchange, gzip("a,b\n".getBytes(StandardCharsets.UTF_8))));

        Download download = fetcher.fetch(site.uri("/rows.csv"), Optional.empty());

        assertThat(download.digest().value()).isEqualTo(SHA_256_OF_ROWS);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @Tag("C15")
    void stopsACompressedBodyThatNeverEnds() {
        site.on("/rows.csv", exchange -> sendGzip(exchange, gzip(new byte[5 << 20])));

        assertFails("/rows.csv", FailureKind.TOO_BIG, "once decoded");
    }

    @Test
    void refusesAnEncodingThatNobodyKnows() {
        site.on("/rows.csv", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "br");
            Site.send(exchange, 200, "??");
        });

        assertFails("/rows.csv", FailureKind.UNKNOWN_ENCODING, "found encoding br");
    }

    @Test
    @Tag("C15")
    void stopsAFileThatIsTooBig() {
        site.on("/rows.csv", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(block);
            }
        });

        assertFails("/rows.csv", FailureKind.TOO_BIG, "found more than 1048576 bytes");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @Tag("C15")
    void doesNotEvenBeginAFileThatAnnouncesItselfAsTooBig() {
        site.on("/rows.csv", exchange -> {
            exchange.sendResponseHeaders(200, 10L << 30);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
        });

        assertFails("/rows.csv", FailureKind.TOO_BIG, "found more than 1048576 bytes");
    }

    @Test
    @Tag("C14")
    void refusesANameThatChangesItsAddressMeanwhile() throws IOException {
        site.onText("/rows.csv", "text/csv", "a,b\n");
        InetAddress outside = InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
        Iterator<InetAddress> answers =
                List.of(outside, InetAddress.getLoopbackAddress()).iterator();
        AllowedAddresses changing = new AllowedAddresses(Set.of(), List.of(), host -> List.of(answers.next()));

        assertThatThrownBy(() -> fetcher(changing).fetch(site.uri("/rows.csv"), Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.FORBIDDEN_ADDRESS));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @Tag("C14")
    void refusesAnAddressWithAUser() {
        assertThatThrownBy(() -> fetcher.fetch(URI.create("http://me:secret@127.0.0.1/"), Optional.empty()))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("no user");
    }

    private void assertFails(String path, FailureKind kind, String message) {
        assertThatThrownBy(() -> fetcher.fetch(site.uri(path), Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    private Fetcher fetcher(AllowedAddresses allowed) throws IOException {
        return new Fetcher(
                Archive.in(directory.resolve("archive")),
                limits(1 << 20, Duration.ofSeconds(30)),
                allowed,
                InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z")),
                pauses::add);
    }

    static FetchSettings limits(long maxBytes, Duration maxIdle) {
        return new FetchSettings(
                "DataWarp tests",
                maxBytes,
                2 * maxBytes,
                maxBytes,
                maxIdle,
                Duration.ofMinutes(1),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 3));
    }

    private static KnownFile known(Download download) {
        return new KnownFile(
                download.digest(), download.bytes(), "rows.csv", download.validators(), download.fetchedAt());
    }

    private List<Path> leftovers() {
        try (Stream<Path> all = Files.list(directory.resolve("archive/arriving"))) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void sendGzip(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
