package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolitenessTest {

    @TempDir
    private Path directory;

    @Test
    void asksAHostForOneThingAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Site site = new Site()) {
            site.on("/", exchange -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                now.decrementAndGet();
                Site.send(exchange, 200, "a,b\n");
            });
            Fetcher fetcher = new Fetcher(
                    Archive.in(directory.resolve("archive")),
                    FetcherTest.limits(1 << 20, Duration.ofSeconds(30)),
                    AllowedAddresses.publicWeb().andSite(site.uri("/")),
                    InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z")));

            List<Future<Download>> downloads = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String path = "/%d.csv".formatted(i);
                downloads.add(threads.submit(() -> fetcher.fetch(site.uri(path), Optional.empty())));
            }
            for (Future<Download> download : downloads) {
                assertThat(download.get().path()).hasContent("a,b\n");
            }
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
