package org.datawarp.operate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {

    private static final String SHEET_ROW = "org.datawarp.SheetRow";
    private static final String CHANGES = "datawarp.changes.ae_provider-value";
    private static final Schema WHOLE_NUMBERS = change(ColumnType.INTEGER);
    private static final Schema DECIMALS = change(ColumnType.decimal(9, 2));
    private static final Backoff AT_ONCE = Backoff.endless(Duration.ofMillis(1), Duration.ofMinutes(1));

    private MemoryRegistry registry;
    private final List<Announcement> running = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        registry = new MemoryRegistry();
    }

    @AfterEach
    void stop() throws InterruptedException {
        end();
        registry.close();
    }

    private void end() throws InterruptedException {
        running.forEach(Announcement::stop);
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private static Schema change(ColumnType rate) {
        return ChangeCodec.of(new DatasetName("ae_provider"), List.of(new ChangeColumn("rate", rate)))
                .schema();
    }

    private void announce(Schema... changes) {
        Announcement started = new Announcement(() -> topic(changes), registry.settings(), AT_ONCE);
        running.add(started);
        Thread thread = new Thread(started, "announcement");
        threads.add(thread);
        thread.start();
    }

    /** {@code datawarp.schemas} in memory. */
    private static MockConsumer<byte[], byte[]> topic(Schema... changes) {
        TopicPartition partition = new TopicPartition(Topics.schemas().name(), 0);
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < changes.length; i++) {
                byte[] key =
                        "%016x".formatted(SingleObject.fingerprint(changes[i])).getBytes(StandardCharsets.UTF_8);
                byte[] value = changes[i].toString().getBytes(StandardCharsets.UTF_8);
                consumer.addRecord(new ConsumerRecord<>(partition.topic(), 0, i, key, value));
            }
        });
        return consumer;
    }

    private void awaitVersions(String subject, int count) {
        await(subject).until(() -> registry.versions(subject).size() >= count);
    }

    @Test
    void tellsOfEveryMessageInEveryVersionAndOfChanges() {
        announce(WHOLE_NUMBERS);
        awaitVersions(CHANGES, 1);

        assertThat(registry.subjects())
                .containsExactlyInAnyOrder(
                        SHEET_ROW,
                        "org.datawarp.AppliedRow",
                        "org.datawarp.ReleaseOpened",
                        "org.datawarp.ReleaseClosed",
                        "org.datawarp.SheetOpened",
                        "org.datawarp.SheetClosed",
                        "org.datawarp.Rejection",
                        "org.datawarp.TransactionBegan",
                        "org.datawarp.TransactionEnded",
                        CHANGES);
        assertThat(registry.versions(SHEET_ROW)).isEqualTo(ReleasedSchemas.of("SheetRow"));
        assertThat(registry.versions(CHANGES)).containsExactly(WHOLE_NUMBERS);
        await("a level for each").until(() -> registry.levels().containsKey(CHANGES));
        assertThat(registry.levels())
                .containsEntry(SHEET_ROW, "FULL_TRANSITIVE")
                .containsEntry(CHANGES, "NONE");
    }

    /** By which a reader finds the schema of a message. */
    @Test
    void keepsTheFingerprintOfWhatItTells() {
        announce(WHOLE_NUMBERS);
        awaitVersions(CHANGES, 1);

        assertThat(SingleObject.fingerprint(registry.versions(CHANGES).get(0)))
                .isEqualTo(SingleObject.fingerprint(WHOLE_NUMBERS));
    }

    @Test
    void tellsOfAColumnThatBecameWider() {
        announce(WHOLE_NUMBERS, DECIMALS);
        awaitVersions(CHANGES, 2);

        assertThat(registry.versions(CHANGES)).containsExactly(WHOLE_NUMBERS, DECIMALS);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    void goesOnWhenTheRegistryIsBack(int status) {
        registry.fail(status, 5);

        announce(WHOLE_NUMBERS);

        awaitVersions(CHANGES, 1);
        assertThat(registry.versions(SHEET_ROW)).hasSize(2);
    }

    @Test
    void leavesALevelThatSomebodySet() {
        registry.setLevel(CHANGES, "FULL_TRANSITIVE");

        announce(WHOLE_NUMBERS, change(ColumnType.TEXT), WHOLE_NUMBERS);
        awaitVersions(CHANGES, 1);

        assertThat(registry.levels()).containsEntry(CHANGES, "FULL_TRANSITIVE");
    }

    @Test
    void goesOnAfterARefusal() {
        Schema other = ChangeCodec.of(new DatasetName("beds"), List.of(new ChangeColumn("beds", ColumnType.INTEGER)))
                .schema();
        registry.setLevel(CHANGES, "FULL_TRANSITIVE");

        announce(WHOLE_NUMBERS, DECIMALS, other);
        awaitVersions("datawarp.changes.beds-value", 1);

        assertThat(registry.versions(CHANGES)).containsExactly(WHOLE_NUMBERS);
    }

    @Test
    void endsWhileTheRegistryIsAway() throws InterruptedException {
        registry.fail(503, Integer.MAX_VALUE);
        announce(WHOLE_NUMBERS);

        end();

        assertThat(registry.subjects()).isEmpty();
    }
}
