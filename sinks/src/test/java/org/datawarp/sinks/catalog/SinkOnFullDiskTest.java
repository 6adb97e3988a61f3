package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datawarp.sinks.catalog.HandCapture.inserts;
import static org.datawarp.sinks.parquet.Samples.row;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.SmallDisk;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink whose disk is full waits, and publishes everything once there is room. */
@Tag("D5")
class SinkOnFullDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

    /** More than a part may take, with the room that must be free for one. */
    private static final int DISK_MEGABYTES = 80;

    @TempDir
    private Path directory;

    private final MemoryTopics topics = new MemoryTopics();
    private final HandCapture capture = new HandCapture(topics);
    private final MemoryObjectStore store = new MemoryObjectStore(CLOCK);
    private final List<@Nullable Object> first = row(MAY, "RA1", 1L);
    private final List<@Nullable Object> second = row(MAY, "RB1", 2L);

    @Test
    void waitsForRoomAndThenFoldsAgain() throws IOException, InterruptedException {
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, first, second));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), DISK_MEGABYTES)) {
            MemorySink sink = new MemorySink(topics, store, disk.folder(), CLOCK);
            disk.fill();
            Thread thread = new Thread(() -> {
                try {
                    sink.run();
                } catch (IOException | RuntimeException e) {
                    failure.set(e);
                }
            });
            thread.start();

            await().atMost(PATIENCE).until(() -> !thread.isAlive() || waitsForRoom(thread));
            assertThat(failure.get()).isNull();
            assertThat(new Lake(store, directory).catalog().version()).isZero();

            disk.empty();
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
            assertThat(failure.get()).isNull();
        }
        Lake lake = new Lake(store, directory);
        assertThat(lake.catalog().version()).isEqualTo(1);
        assertThat(lake.rows(Samples.DATASET)).containsExactly(first, second);
    }

    private static boolean waitsForRoom(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(SinkLoop.class.getName())
                        && frame.getMethodName().equals("waitForRoom"));
    }
}
