package org.datawarp.operate.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.operate.LoggedText;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.release.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingTest {

    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.events().name(), 0);
    private static final Backoff AT_ONCE = Backoff.endless(Duration.ofMillis(1), Duration.ofMinutes(1));
    private static final String[] TWO_LOADS = {
        "visits 2025-01 START",
        "visits 2025-01 RUNNING",
        "visits 2025-01 COMPLETE",
        "visits 2025-02 START",
        "visits 2025-02 RUNNING",
        "visits 2025-02 COMPLETE"
    };

    private final KnownLoads loads = new KnownLoads();
    private final List<Event> events = new ArrayList<>();
    private final List<Following> running = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private LineageEndpoint endpoint;
    private @Nullable MockConsumer<byte[], byte[]> consumer;

    @BeforeEach
    void happenToTwoReleases() throws IOException {
        endpoint = LineageEndpoint.start();
        for (int month = 1; month <= 2; month++) {
            String release = "2025-0" + month;
            loads.know("run" + month, release, ReleaseState.PROMOTED);
            loads.publish(month, release);
            events.addAll(KnownLoads.well(release, "run" + month, month));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        end();
        endpoint.close();
    }

    private void end() throws InterruptedException {
        running.forEach(Following::stop);
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    /** {@code datawarp.events} in memory; a number of its first events has been sent already. */
    private static MockConsumer<byte[], byte[]> topic(List<Event> events, @Nullable OffsetAndMetadata place) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> {
            if (place != null) {
                consumer.commitSync(Map.of(PARTITION, place));
            }
            consumer.rebalance(List.of(PARTITION));
            for (int i = 0; i < events.size(); i++) {
                byte[] key = events.get(i).run().getBytes(StandardCharsets.UTF_8);
                byte[] value = CloudEvents.encode(events.get(i), Integer.toString(i));
                consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, i, key, value));
            }
        });
        return consumer;
    }

    private void follow(@Nullable OffsetAndMetadata place) {
        MockConsumer<byte[], byte[]> topic = topic(events, place);
        consumer = topic;
        Following started = new Following(
                () -> topic,
                new LineageWords("here", loads, KnownLoads.PLACES),
                new LineageClient(endpoint.settings(), Duration.ofSeconds(10)),
                AT_ONCE);
        running.add(started);
        Thread thread = new Thread(started, "following");
        threads.add(thread);
        thread.start();
    }

    private @Nullable OffsetAndMetadata place() {
        return Objects.requireNonNull(consumer).committed(Set.of(PARTITION)).get(PARTITION);
    }

    private void awaitPlace(long offset) {
        await("a place kept").until(() -> {
            OffsetAndMetadata place = place();
            return place != null && place.offset() == offset;
        });
    }

    @Test
    void tellsInOrderAndKeepsItsPlace() {
        follow(null);
        awaitPlace(events.size());

        assertThat(endpoint.heard()).containsExactly(TWO_LOADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 503})
    void triesAgainInOrderUntilTheEndpointTakesIt(int status) {
        endpoint.fail(status, 5);

        follow(null);
        awaitPlace(events.size());

        assertThat(endpoint.refused()).isEqualTo(5);
        assertThat(endpoint.heard()).containsExactly(TWO_LOADS);
    }

    @Test
    void logsWhatItTriesAgainAndNeverTheKey() {
        try (LoggedText logged = LoggedText.open()) {
            endpoint.fail(401, 2);

            follow(null);
            awaitPlace(events.size());

            assertThat(logged.text())
                    .contains("Lineage cannot be sent for now", "status 401; check DATAWARP_OPENLINEAGE_API_KEY")
                    .doesNotContain(LineageEndpoint.KEY);
        }
    }

    @Test
    void leavesWhatTheEndpointRefusesForGood() {
        endpoint.fail(422, 1);

        follow(null);
        awaitPlace(events.size());

        assertThat(endpoint.heard()).hasSize(TWO_LOADS.length - 1).doesNotContain(TWO_LOADS[0]);
    }

    @Test
    void waitsForTheBucket() {
        loads.away(true);
        follow(null);
        awaitPlace(events.size() / 2 - 1);

        loads.away(false);
        awaitPlace(events.size());

        assertThat(endpoint.heard()).containsExactly(TWO_LOADS);
    }

    @Test
    void goesOnAfterARestartWithoutTellingAnythingTwice() throws InterruptedException {
        List<Event> all = List.copyOf(events);
        // Stopped in the middle of a load.
        events.subList(2, events.size()).clear();
        follow(null);
        awaitPlace(2);
        OffsetAndMetadata place = Objects.requireNonNull(place());
        end();

        events.clear();
        events.addAll(all);
        follow(place);
        awaitPlace(all.size());

        assertThat(place.metadata()).isEqualTo("run1");
        assertThat(endpoint.heard()).containsExactly(TWO_LOADS);
    }

    @Test
    void passesOverWhatIsNoEventOfALoad() {
        events.add(0, new Event(EventType.ROLE_STARTED, "", "", "", Map.of(), KnownLoads.NOON));

        follow(null);
        awaitPlace(events.size());

        assertThat(endpoint.heard()).containsExactly(TWO_LOADS);
    }
}
