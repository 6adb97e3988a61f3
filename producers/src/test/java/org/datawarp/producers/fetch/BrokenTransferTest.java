package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BrokenTransferTest {

    private static final String ROWS = "a,b\n".repeat(25);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 50, 99})
    @Tag("C13")
    void tellsABodyThatEndsBeforeItsLength(int percent) throws IOException {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"));
            out.write(RawSite.ascii(ROWS), 0, percent);
        })) {
            assertFails(site.uri(), FailureKind.CUT_SHORT);
            assertThat(site.connections()).isEqualTo(3);
            assertThat(files()).isZero();
        }
    }

    @Test
    @Tag("C13")
    void tellsABodyInChunksThatLacksItsLast() throws IOException {
        try (RawSite site = new RawSite((connection, out) ->
                out.write(RawSite.ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na,b\n\r\n")))) {
            assertFails(site.uri(), FailureKind.CUT_SHORT);
            assertThat(files()).isZero();
        }
    }

    @Test
    @Tag("C13")
    void fetchesWholeWhatWasCutShortTheFirstTime() throws IOException {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n"));
            out.write(RawSite.ascii(ROWS), 0, connection == 1 ? 40 : 100);
        })) {
            Download download = fetcher(Duration.ofSeconds(20)).fetch(site.uri(), Optional.empty());

            assertThat(download.path()).hasContent(ROWS);
            assertThat(site.connections()).isEqualTo(2);
        }
    }

    @Test
    @Tag("C15")
    void tellsABodyThatStalls() {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na,b\n"));
            out.flush();
            Thread.sleep(Long.MAX_VALUE);
        })) {
            assertThatThrownBy(() -> fetcher(Duration.ofMillis(300)).fetch(site.uri(), Optional.empty()))
                    .isInstanceOfSatisfying(
                            FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STALLED))
                    .hasMessageContaining("after 4 bytes");
        }
    }

    @Test
    @Tag("C15")
    void tellsASiteThatNeverAnswers() {
        try (RawSite site = new RawSite((connection, out) -> Thread.sleep(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> fetcher(Duration.ofMillis(300)).fetch(site.uri(), Optional.empty()))
                    .isInstanceOfSatisfying(
                            FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STALLED));
        }
    }

    @Test
    @Tag("C15")
    void endsATransferThatDripsForEver() {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
            while (true) {
                out.write('a');
                out.flush();
                Thread.sleep(20);
            }
        })) {
            FetchSettings settings = new FetchSettings(
                    "DataWarp tests",
                    1 << 20,
                    1 << 20,
                    1 << 20,
                    Duration.ofSeconds(20),
                    Duration.ofMillis(500),
                    new Backoff(Duration.ZERO, Duration.ZERO, 3));
            assertThatThrownBy(() -> fetcher(settings).fetch(site.uri(), Optional.empty()))
                    .isInstanceOfSatisfying(
                            FetchException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TOO_SLOW));
            assertThat(site.connections()).isOne();
        }
    }

    @Test
    void leavesTheBodyOfAnErrorThatNeverEnds() {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 1000000000\r\n\r\n"));
            while (true) {
                out.write(new byte[1024]);
            }
        })) {
            assertFails(site.uri(), FailureKind.NOT_FOUND);
        }
    }

    @Test
    void tellsAHostThatDoesNotListen() {
        RawSite site = new RawSite((connection, out) -> {});
        site.close();

        assertFails(site.uri(), FailureKind.UNREACHABLE);
    }

    @Test
    void tellsAnswersThatAreNoHttp() {
        try (RawSite site = new RawSite((connection, out) -> out.write(RawSite.ascii("220 ftp ready\r\n")))) {
            assertFails(site.uri(), FailureKind.UNREACHABLE);
        }
    }

    @Test
    @Tag("C16")
    void tellsAHeadThatNeverEnds() {
        try (RawSite site = new RawSite((connection, out) -> {
            out.write(RawSite.ascii("HTTP/1.1 200 OK\r\n"));
            for (int i = 0; i < 10_000; i++) {
                out.write(RawSite.ascii("X-Much-%d: %s\r\n".formatted(i, "x".repeat(1000))));
            }
        })) {
            assertFails(site.uri(), FailureKind.UNREACHABLE);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        try (RawSite site = new RawSite((connection, out) -> Thread.sleep(Long.MAX_VALUE))) {
            Fetcher fetcher = fetcher(Duration.ofSeconds(50));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> fetcher.fetch(site.uri(), Optional.empty()))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void assertFails(URI address, FailureKind kind) {
        assertThatThrownBy(() -> fetcher(Duration.ofSeconds(20)).fetch(address, Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private Fetcher fetcher(Duration maxIdle) throws IOException {
        return fetcher(FetcherTest.limits(1 << 20, maxIdle));
    }

    private Fetcher fetcher(FetchSettings settings) throws IOException {
        AllowedAddresses anywhere = new AllowedAddresses(Set.of(), List.of(), host -> List.of(publicAddress()));
        return new Fetcher(
                Archive.in(directory.resolve("archive")),
                settings,
                anywhere,
                InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z")),
                length -> {},
                // These sites break off every transfer, including robots.txt; these tests are about the file.
                site -> true);
    }

    /** The resolver of these tests returns this for every host, so that a site on this machine may be asked. */
    private static InetAddress publicAddress() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("archive"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
