package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is a store as any other, and counts. */
class CountedObjectStoreTest implements ObjectStoreContract {

    private static final ObjectContent FOUR_BYTES = ObjectContent.of("rows".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private final ObjectStore memory = new MemoryObjectStore();
    private Instant now = Instant.parse("2025-06-30T23:00:00Z");

    private StoreUsage usage() {
        return StoreUsage.open(folder.resolve("usage.json"), () -> now);
    }

    @Override
    public ObjectStore store() {
        return new CountedObjectStore(memory, usage());
    }

    @Test
    void countsAsR2Charges() throws IOException {
        StoreUsage usage = usage();
        ObjectStore store = new CountedObjectStore(new MemoryObjectStore(), usage);

        store.put("a", FOUR_BYTES);
        store.copy("a", "b");
        store.list("", Optional.empty(), 10);
        store.get("a");
        store.head("b");
        store.get("missing");
        store.delete("a");

        assertThat(usage.counts().operations())
                .containsOnly(
                        Map.entry(OperationClass.A, 3L),
                        Map.entry(OperationClass.B, 3L),
                        Map.entry(OperationClass.FREE, 1L));
        assertThat(usage.counts().sent()).isEqualTo(4);
        assertThat(usage.counts().received()).isEqualTo(4);
    }

    @Test
    void remembersTheMonthOverRestartsAndBeginsAnewWithTheNext() throws IOException {
        try (StoreUsage first = usage()) {
            new CountedObjectStore(new MemoryObjectStore(), first).put("a", FOUR_BYTES);
        }

        StoreUsage second = usage();
        new CountedObjectStore(new MemoryObjectStore(), second).put("a", FOUR_BYTES);

        assertThat(second.counts().month()).containsEntry(OperationClass.A, 2L);
        assertThat(second.counts().operations()).containsEntry(OperationClass.A, 1L);
        now = Instant.parse("2025-07-01T00:00:00Z");
        assertThat(second.counts().month()).containsEntry(OperationClass.A, 0L);
        second.close();
        assertThat(usage().counts().month()).containsEntry(OperationClass.A, 0L);
    }

    @Test
    void goesOnWhenWhatWasKeptCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("usage.json"), "nonsense");

        assertThat(usage().counts().month()).containsEntry(OperationClass.A, 0L);
    }
}
