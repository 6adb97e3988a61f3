package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.junit.jupiter.api.Test;

/** It is a store like any other, and counts. */
class CountedObjectStoreTest implements ObjectStoreContract {

    private static final ObjectContent FOUR_BYTES = ObjectContent.of("rows".getBytes(StandardCharsets.UTF_8));
    private static final Instant NOW = Instant.parse("2025-06-30T12:00:00Z");

    private final ObjectStore memory = new MemoryObjectStore();

    private StoreUsage usage() throws IOException {
        return StoreUsage.open(memory, StoreBudget.NONE, () -> NOW);
    }

    @Override
    public ObjectStore store() {
        try {
            return new CountedObjectStore(memory, usage());
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail", e);
        }
    }

    @Test
    void countsAsR2Charges() throws IOException {
        StoreUsage usage = usage();
        ObjectStore store = new CountedObjectStore(memory, usage);

        store.put("a", FOUR_BYTES);
        store.copy("a", "b");
        store.list("", Optional.empty(), 10);
        store.get("a");
        store.head("b");
        store.get("missing");
        store.delete("a");

        assertThat(usage.counts().operations())
                .as("and a read of what was used before, and a list of what is there")
                .containsOnly(
                        Map.entry(OperationClass.A, 3L + 1),
                        Map.entry(OperationClass.B, 3L + 1),
                        Map.entry(OperationClass.FREE, 1L));
        assertThat(usage.counts().sent()).isEqualTo(8);
        assertThat(usage.counts().received()).isEqualTo(4);
    }

    @Test
    void knowsHowMuchLiesInTheBucket() throws IOException {
        memory.put("elsewhere/before", FOUR_BYTES);
        StoreUsage usage = usage();
        ObjectStore store = new CountedObjectStore(memory, usage);

        store.put("a", FOUR_BYTES);
        store.copy("a", "b");
        assertThat(usage.counts().storedBytes()).isEqualTo(12);

        store.put("b", ObjectContent.of(new byte[] {1}));
        store.delete("a");
        assertThat(usage.counts().storedBytes()).isEqualTo(5);

        memory.put("by/another", FOUR_BYTES);
        store.list("", Optional.empty(), 10);
        assertThat(usage.counts().storedBytes()).isEqualTo(9);
    }
}
