package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.embedded.EmbeddedObjectStore;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.sinks.catalog.HandCapture.Keyed;
import org.datawarp.sinks.object.FaultyObjectStore;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink over a real Kafka and a real S3 server. */
class SinkIT {

    private static final YearMonth NOVEMBER = YearMonth.of(2025, 11);

    private final List<@Nullable Object> a = row(NOVEMBER, "RA1", 10L);
    private final List<@Nullable Object> b = row(NOVEMBER, "RB1", null);
    private final List<@Nullable Object> corrected = row(NOVEMBER, "RA1", 11L);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private EmbeddedObjectStore server;
    private Map<String, Object> client;
    private KafkaSender sender;
    private HandCapture capture;
    private ObjectStore store;
    private Lake lake;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        server = EmbeddedObjectStore.start(directory.resolve("objects"), 0, "lake");
        client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        sender = new KafkaSender(client);
        capture = new HandCapture(sender);
        store = ObjectStore.open(server.settings());
        lake = new Lake(store, directory);
        capture.schema(Samples.DATASET, Samples.COLUMNS);
    }

    @AfterEach
    void stop() {
        sender.close();
        store.close();
        server.close();
        kafka.close();
    }

    @Test
    void publishesAReleaseAndItsCorrectionWhateverIsDeliveredTwice() throws IOException {
        List<Keyed> release = List.of(keyed(insert(7, 1, a)), keyed(insert(7, 2, b)));
        List<Keyed> correction = List.of(keyed(update(8, 1, a, corrected)));
        try (Running sink = new Running()) {
            capture.began(7);
            capture.changes(release.subList(0, 1));
            capture.transaction(7, 1000, Commitments.of(NOVEMBER, Samples.TABLE), release);
            sink.awaitVersion(1);
            assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
        }
        capture.transaction(7, 1000, Commitments.of(NOVEMBER, Samples.TABLE), release);
        try (Running sink = new Running()) {
            capture.transaction(8, 2000, null, correction);
            capture.transaction(8, 2000, null, correction);
            sink.awaitVersion(2);
        }

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected, b);
        assertThat(lake.catalog().version()).isEqualTo(2);
    }

    @Test
    void foldsAReleaseOfManyRowsWhileItIsCaptured() throws IOException {
        List<Keyed> rows = new ArrayList<>();
        for (int i = 1; i <= 60_000; i++) {
            rows.add(keyed(insert(7, i, row(NOVEMBER.plusMonths(i % 3), "P" + i, (long) i))));
        }
        try (Running sink = new Running()) {
            capture.began(7);
            for (int from = 0; from < rows.size(); from += 10_000) {
                capture.changes(rows.subList(from, from + 10_000));
                sender.flush();
            }
            capture.ended(7, 1000, rows, Commitments.of(NOVEMBER, Samples.TABLE));
            sink.awaitVersion(1);
        }

        assertThat(lake.dataset(Samples.DATASET).rows()).isEqualTo(60_000);
        assertThat(lake.rows(Samples.DATASET)).hasSize(60_000);
    }

    @Test
    @Tag("A13")
    void stopsWhenAnotherWriterCommits() throws IOException {
        try (Running sink = new Running()) {
            capture.transaction(7, 1000, Commitments.of(NOVEMBER, Samples.TABLE), List.of(keyed(insert(7, 1, a))));
            sink.awaitVersion(1);
            store.put(Catalog.KEY, ObjectContent.of(CatalogFile.encode(lake.catalog(), "another")));

            capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));

            assertThatThrownBy(sink.run::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CatalogChangedException.class);
        }
    }

    @Test
    @Tag("B8")
    void waitsForAStoreThatIsAwayWhenItStarts() {
        CountDownLatch asked = new CountDownLatch(3);
        ObjectStore away = new FaultyObjectStore(store, call -> {
            asked.countDown();
            return FaultyObjectStore.Fault.AWAY;
        });
        Sink sink = new Sink(SinkSettings.of(client, directory), away, InstantSource.system(), event -> {});
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(sink));

        await().atMost(Duration.ofSeconds(60)).until(() -> asked.getCount() == 0);
        assertThat(run).isNotDone();
        sink.close();

        await().atMost(Duration.ofSeconds(60)).until(run::isDone);
        assertThat(run).isCompleted();
    }

    @Test
    void refusesToStartWithAStoreThatRefusesIt() {
        ObjectStore closed = ObjectStore.open(
                new StoreSettings(server.endpoint(), "auto", "lake", server.accessKey(), "wrong secret"));
        Sink sink = new Sink(SinkSettings.of(client, directory), closed, InstantSource.system(), event -> {});

        assertThatThrownBy(sink::run)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/lake")
                .hasMessageNotContaining("wrong secret");
    }

    private static void run(Sink sink) {
        try {
            sink.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sink at work, as long as it is not closed. */
    private final class Running implements AutoCloseable {

        private final Sink sink = new Sink(
                SinkSettings.of(client, directory.resolve("work")), store, InstantSource.system(), event -> {});

        private final CompletableFuture<Void> run = CompletableFuture.runAsync(() -> SinkIT.run(sink));

        void awaitVersion(long version) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> run.isDone() || lake.catalog().version() >= version);
            if (run.isCompletedExceptionally()) {
                run.join();
            }
        }

        @Override
        public void close() {
            sink.close();
            if (!run.isCompletedExceptionally()) {
                run.join();
            }
        }
    }
}
