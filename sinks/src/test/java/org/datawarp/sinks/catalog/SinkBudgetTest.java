package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.AskedObjectStore;
import org.datawarp.sinks.object.CountedObjectStore;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink whose budget runs out at any step waits there, never exceeds it, and publishes everything once it may. */
class SinkBudgetTest {

    private static final FoldLimits SMALL = new FoldLimits(64L << 20, 2, 100, 4, 2);
    private static final long MUCH = 200;
    private static final long KEPT_BACK = 20;
    private static final StoreBudget WRITES = new StoreBudget(Long.MAX_VALUE, MUCH, Long.MAX_VALUE);
    private static final StoreBudget READS = new StoreBudget(Long.MAX_VALUE, Long.MAX_VALUE, MUCH);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final MemoryTopics topics = new MemoryTopics();
    private final HandCapture capture = new HandCapture(topics);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile Instant now = Instant.parse("2026-01-31T23:00:00Z");

    @BeforeEach
    void captureTwoReleases() {
        TwoReleases.capture(capture);
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    /** One bucket with its budget, and a sink that runs until all is published. */
    private final class Bucket {

        private final MemoryObjectStore memory = new MemoryObjectStore(() -> now);
        private final AskedObjectStore asked = new AskedObjectStore(memory);
        private final Path folder;
        private MemorySink sink;
        private StoreUsage usage;

        Bucket(String name, StoreBudget budget) throws IOException {
            folder = Files.createDirectories(directory.resolve(name));
            openWith(budget);
        }

        void openWith(StoreBudget budget) throws IOException {
            usage = StoreUsage.open(asked, budget, () -> now);
            sink = new MemorySink(topics, new CountedObjectStore(asked, usage), folder, () -> now).with(SMALL);
        }

        Future<?> start() {
            Callable<Void> work = () -> {
                sink.run();
                return null;
            };
            return thread.submit(work);
        }

        long used(OperationClass operation) {
            return usage.counts().month().getOrDefault(operation, 0L);
        }

        void use(OperationClass operation) throws IOException {
            CountedObjectStore store = new CountedObjectStore(asked, usage);
            if (operation == OperationClass.A) {
                store.list("nothing", Optional.empty(), 1);
            } else {
                store.head("nothing");
            }
        }

        void awaitPause(Future<?> run) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> run.isDone() || !usage.counts().waits().isEmpty());
        }

        List<Event> events(EventType type) {
            return List.copyOf(sink.events()).stream()
                    .filter(event -> event.type() == type)
                    .toList();
        }

        void checkEverything() throws IOException {
            assertThat(new Lake(memory, folder).rows(Samples.DATASET))
                    .containsExactlyInAnyOrderElementsOf(TwoReleases.BOTH);
        }
    }

    /**
     * @param left of the month's budget when the sink starts: enough for a whole month, without what was used before
     */
    private Bucket afterABusyMonth(String name, StoreBudget budget, R2Price of, long left) throws IOException {
        now = Instant.parse("2026-01-31T23:00:00Z");
        Bucket bucket = new Bucket(name, budget);
        OperationClass operation = of == R2Price.CLASS_A ? OperationClass.A : OperationClass.B;
        while (bucket.used(operation) < MUCH - KEPT_BACK - left) {
            bucket.use(operation);
        }
        return bucket;
    }

    private void waitsAndGoesOnWithTheMonth(StoreBudget budget, R2Price of, long left) throws Exception {
        String name = of + "-" + left;
        Bucket bucket = afterABusyMonth(name, budget, of, left);
        Future<?> run = bucket.start();
        bucket.awaitPause(run);
        assertThat(bucket.asked.classA()).as(name).isLessThanOrEqualTo(budget.classA());
        assertThat(bucket.asked.classB()).as(name).isLessThanOrEqualTo(budget.classB());

        now = Instant.parse("2026-02-01T00:00:00Z");
        run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        bucket.checkEverything();
        assertThat(bucket.events(EventType.PUBLISHING_PAUSED)).as(name).hasSize(1);
        assertThat(bucket.events(EventType.PUBLISHING_RESUMED))
                .as(name)
                .singleElement()
                .satisfies(event -> assertThat(event.number(Fact.SECONDS)).isEqualTo(3600));
    }

    @Test
    void waitsWhereverItsWritesEndAndGoesOnAtTheTurnOfTheMonth() throws Exception {
        for (long writes = 0; writes < 12; writes++) {
            waitsAndGoesOnWithTheMonth(WRITES, R2Price.CLASS_A, writes);
        }
    }

    @Test
    void waitsWhereverItsReadsEndAndGoesOnAtTheTurnOfTheMonth() throws Exception {
        for (long reads = 0; reads < 8; reads++) {
            waitsAndGoesOnWithTheMonth(READS, R2Price.CLASS_B, reads);
        }
    }

    @Test
    void showsOnlyWholeVersionsWhileItWaits() throws Exception {
        Bucket bucket = afterABusyMonth("whole", WRITES, R2Price.CLASS_A, 9);
        Future<?> run = bucket.start();
        bucket.awaitPause(run);

        assertThat(new Lake(bucket.memory, bucket.folder).catalog().version()).isLessThan(2);
        now = Instant.parse("2026-02-01T00:00:00Z");
        run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void goesOnWithALargerBudgetAfterARestart() throws Exception {
        Bucket bucket = afterABusyMonth("larger", WRITES, R2Price.CLASS_A, 4);
        Future<?> run = bucket.start();
        bucket.awaitPause(run);
        run.cancel(true);
        Awaitility.await().atMost(PATIENCE).until(run::isDone);
        bucket.usage.close();

        bucket.openWith(WRITES);
        Future<?> again = bucket.start();
        bucket.awaitPause(again);
        assertThat(bucket.usage.counts().waits())
                .as("a restart alone is no way around it")
                .isNotEmpty();
        again.cancel(true);
        bucket.usage.close();

        bucket.openWith(StoreBudget.NONE);
        bucket.start().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        bucket.checkEverything();
    }

    @Test
    void waitsForRoomAndMakesItFromWhatHasRestedLongEnough() throws Exception {
        Bucket bucket = new Bucket("room", StoreBudget.NONE);
        bucket.start().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long stored = bucket.usage.counts().storedBytes();
        bucket.usage.close();
        capture.transaction(
                9,
                3000,
                Commitments.of(TwoReleases.JUNE, Samples.TABLE),
                List.of(keyed(update(9, 1, TwoReleases.ADDED, row(TwoReleases.JUNE, "RA1", 5L)))));

        bucket.openWith(new StoreBudget(stored + 1_000, Long.MAX_VALUE, Long.MAX_VALUE));
        Future<?> run = bucket.start();
        bucket.awaitPause(run);
        assertThat(new Lake(bucket.memory, bucket.folder).catalog().version()).isEqualTo(2);
        assertThat(bucket.usage.counts().storedBytes()).isLessThanOrEqualTo(stored + 1_000);
        run.cancel(true);
        bucket.usage.close();

        now = now.plus(Graveyard.REST).plusSeconds(1);
        bucket.openWith(new StoreBudget(stored + 1_000, Long.MAX_VALUE, Long.MAX_VALUE));
        bucket.start().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(new Lake(bucket.memory, bucket.folder).rows(Samples.DATASET))
                .contains(row(TwoReleases.JUNE, "RA1", 5L))
                .doesNotContain(TwoReleases.ADDED);
    }
}
