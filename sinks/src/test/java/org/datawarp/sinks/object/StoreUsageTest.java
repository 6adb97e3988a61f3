package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage is recorded in the bucket, and never exceeds the budget. The store itself counts its calls. */
class StoreUsageTest {

    private static final ObjectContent FOUR_BYTES = ObjectContent.of("rows".getBytes(StandardCharsets.UTF_8));
    private static final YearMonth JUNE = YearMonth.of(2025, 6);
    private static final StoreBudget FEW_WRITES = new StoreBudget(Long.MAX_VALUE, 200, Long.MAX_VALUE);

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final AskedObjectStore asked = new AskedObjectStore(memory);
    private Instant now = Instant.parse("2025-06-30T23:00:00Z");

    private StoreUsage open(StoreBudget budget) throws IOException {
        return StoreUsage.open(asked, budget, () -> now);
    }

    private void put(StoreUsage usage, String key) throws IOException {
        new CountedObjectStore(asked, usage).put(key, FOUR_BYTES);
    }

    private long noted(OperationClass operation) throws IOException {
        return UsageFile.read(memory).orElseThrow().calls(JUNE, operation);
    }

    @Test
    void remembersTheMonthOverRestartsAndLostDisks() throws IOException {
        try (StoreUsage first = open(StoreBudget.NONE)) {
            put(first, "a");
        }
        try (StoreUsage second = open(StoreBudget.NONE)) {
            put(second, "b");

            assertThat(second.counts().month()).containsEntry(OperationClass.A, asked.classA());
        }

        assertThat(noted(OperationClass.A)).isEqualTo(asked.classA());
        assertThat(noted(OperationClass.B)).isEqualTo(asked.classB());
    }

    @Test
    void beginsAnewWithTheNextMonthAndKeepsTheLast() throws IOException {
        try (StoreUsage usage = open(StoreBudget.NONE)) {
            put(usage, "a");
            now = Instant.parse("2025-07-01T00:00:00Z");

            assertThat(usage.counts().month()).containsEntry(OperationClass.A, 0L);
        }

        assertThat(noted(OperationClass.A)).as("the list and the write of June").isEqualTo(2);
        UsageRecord record = UsageFile.read(memory).orElseThrow();
        assertThat(record.calls(JUNE.plusMonths(1), OperationClass.A))
                .as("the note itself")
                .isEqualTo(1);
    }

    @Test
    void goesOnWhenWhatWasNotedCannotBeRead() throws IOException {
        memory.put(UsageRecord.KEY, ObjectContent.of("nonsense".getBytes(StandardCharsets.UTF_8)));

        try (StoreUsage usage = open(StoreBudget.NONE)) {
            assertThat(usage.counts().month()).containsEntry(OperationClass.A, 0L);
        }

        assertThat(noted(OperationClass.A)).isEqualTo(1);
    }

    @Test
    void addsWhatSeveralSinksUse() throws IOException {
        StoreUsage one = open(StoreBudget.NONE);
        StoreUsage other = open(StoreBudget.NONE);
        put(one, "a");
        put(other, "b");

        one.close();
        other.close();

        assertThat(noted(OperationClass.A)).isEqualTo(asked.classA());
    }

    @Test
    void leavesToTheSinkWhatOnlyTheSinkKnows() throws IOException {
        StoreUsage sink = open(FEW_WRITES);
        writeUntilRefused(sink);
        UsageRecord noted = UsageFile.read(memory).orElseThrow();

        try (StoreUsage beside = StoreUsage.openBesideSink(asked, StoreBudget.NONE, () -> now)) {
            put(beside, "status");
            assertThat(beside.publishingWaits()).isEqualTo(noted.waits()).isNotEmpty();
        }

        UsageRecord after = UsageFile.read(memory).orElseThrow();
        assertThat(after.waits()).isEqualTo(noted.waits());
        assertThat(after.storedBytes()).isEqualTo(noted.storedBytes());
        assertThat(after.calls(JUNE, OperationClass.A))
                .as("the write and its note")
                .isEqualTo(noted.calls(JUNE, OperationClass.A) + 2);
    }

    @Test
    void notesLittleWhileThereIsMuchLeft() throws IOException {
        StoreUsage usage = open(StoreBudget.NONE);
        for (int i = 0; i < 10; i++) {
            now = now.plus(Duration.ofMinutes(1));
            put(usage, "a" + i);
        }

        assertThat(asked.writesOf(UsageRecord.KEY))
                .as("ten seconds after the start")
                .isEqualTo(1);
    }

    @Test
    void stopsBeforeTheBudgetIsPassedAndLeavesRoomToSaySo() throws IOException {
        StoreUsage usage = open(FEW_WRITES);

        int written = writeUntilRefused(usage);
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> put(usage, "more")).isInstanceOf(BudgetReachedException.class);
        }
        usage.close();

        assertThat(written).isGreaterThan(100);
        assertThat(asked.classA()).isBetween(180L, 200L);
        UsageRecord record = UsageFile.read(memory).orElseThrow();
        assertThat(record.waits()).extracting(StoreWait::what).containsExactly(R2Price.CLASS_A);
        assertThat(record.calls(JUNE, OperationClass.A)).isEqualTo(asked.classA());
    }

    /** As a supervisor does, or an impatient person. */
    @Test
    void stopsBeforeTheBudgetIsPassedHoweverOftenItIsStartedAgain() throws IOException {
        for (int i = 0; i < 8; i++) {
            try (StoreUsage usage = open(FEW_WRITES)) {
                writeUntilRefused(usage);
            }
        }

        assertThat(asked.classA()).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void severalSinksStopBeforeTheirCommonBudgetIsPassed(int sinks) throws IOException {
        List<StoreUsage> usages = new ArrayList<>();
        for (int i = 0; i < sinks; i++) {
            usages.add(open(new StoreBudget(Long.MAX_VALUE, 1000, Long.MAX_VALUE)));
        }

        int refused = 0;
        for (int i = 0; refused < sinks; i++) {
            refused = 0;
            for (StoreUsage usage : usages) {
                try {
                    put(usage, "object-" + i);
                } catch (BudgetReachedException e) {
                    refused++;
                }
            }
        }

        assertThat(asked.classA()).isBetween(700L, 1000L);
    }

    @Test
    void goesOnAtTheTurnOfTheMonth() throws IOException {
        StoreUsage usage = open(FEW_WRITES);
        writeUntilRefused(usage);

        now = Instant.parse("2025-06-30T23:59:59Z");
        assertThatThrownBy(() -> put(usage, "a")).isInstanceOf(BudgetReachedException.class);
        now = Instant.parse("2025-07-01T00:00:00Z");
        put(usage, "a");

        assertThat(usage.counts().waits()).isEmpty();
        assertThat(UsageFile.read(memory).orElseThrow().waits()).isEmpty();
    }

    @Test
    void goesOnWithALargerBudget() throws IOException {
        try (StoreUsage small = open(FEW_WRITES)) {
            writeUntilRefused(small);
        }

        StoreUsage larger = open(new StoreBudget(Long.MAX_VALUE, 1_000, Long.MAX_VALUE));

        assertThatCode(() -> put(larger, "a")).doesNotThrowAnyException();
    }

    @Test
    void storesNoMoreThanTheBudgetUntilSomethingIsDeleted() throws IOException {
        StoreUsage usage = open(new StoreBudget(2_010, Long.MAX_VALUE, Long.MAX_VALUE));
        CountedObjectStore store = new CountedObjectStore(asked, usage);
        store.put("old", ObjectContent.of(new byte[1_000]));
        store.put("older", ObjectContent.of(new byte[1_000]));

        assertThatThrownBy(() -> store.put("new", ObjectContent.of(new byte[500])))
                .isInstanceOf(BudgetReachedException.class)
                .hasMessageStartingWith("2,000 bytes are stored, 500 more needed, at most 2,010");
        assertThatThrownBy(() -> store.put("small", FOUR_BYTES))
                .as("it would take the room that the larger one waits for")
                .isInstanceOf(BudgetReachedException.class);
        store.put("old", ObjectContent.of(new byte[900]));
        store.delete("older");
        store.put("new", ObjectContent.of(new byte[500]));

        assertThat(usage.counts().waits()).isEmpty();
        long note = memory.head(UsageRecord.KEY).orElseThrow().bytes();
        assertThat(usage.counts().storedBytes()).isEqualTo(1_400 + note);
    }

    @Test
    void readsNoMoreThanTheBudget() throws IOException {
        StoreUsage usage = open(new StoreBudget(Long.MAX_VALUE, Long.MAX_VALUE, 100));
        CountedObjectStore store = new CountedObjectStore(asked, usage);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        store.head("a");
                    }
                })
                .hasMessageContaining("class B (reads) calls this month, at most 100");

        assertThat(asked.classB()).isBetween(80L, 100L);
        assertThatCode(() -> store.put("a", FOUR_BYTES))
                .as("writes are not at their end")
                .doesNotThrowAnyException();
    }

    private int writeUntilRefused(StoreUsage usage) throws IOException {
        for (int written = 0; ; written++) {
            try {
                put(usage, "object-" + written);
            } catch (BudgetReachedException e) {
                return written;
            }
        }
    }
}
