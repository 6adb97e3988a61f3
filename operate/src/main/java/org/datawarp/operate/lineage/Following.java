package org.datawarp.operate.lineage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code datawarp.events} and sends its events to the endpoint, in order, one at a time. The position is stored
 * in Kafka after each event, so a restart sends nothing again, except an event that was accepted just before.
 *
 * <p>Of several instances, one follows: they form a consumer group, and the topic has one partition. While the
 * endpoint, the database or the bucket does not answer, it waits and retries, and events wait in the topic. Events that
 * the endpoint refuses are logged and skipped.
 */
final class Following implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.events().name(), 0);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> kafka;
    private final LineageWords words;
    private final LineageClient client;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Backoff backoff;
    private int failures;
    private OpenRuns open = new OpenRuns();

    /** Events that were polled and are not sent yet. */
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    /** When to retry a failed event, by {@link System#nanoTime}; only while {@link #isResting}. */
    private long againNanos;

    private boolean isResting;

    /**
     * @param kafka supplies a consumer with its own group, without auto-commit
     * @param backoff the pauses while the endpoint, the database, the bucket or Kafka does not answer
     */
    Following(Supplier<Consumer<byte[], byte[]>> kafka, LineageWords words, LineageClient client, Backoff backoff) {
        this.kafka = kafka;
        this.words = words;
        this.client = client;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (isOpen()) {
                try (Consumer<byte[], byte[]> consumer = kafka.get()) {
                    follow(consumer);
                } catch (KafkaException e) {
                    if (e instanceof InterruptException) {
                        return;
                    }
                    Duration pause = rest("Events cannot be read from Kafka for now", e);
                    closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("No lineage is sent until the next start");
        }
    }

    /** Makes {@link #run} end soon. May be called by another thread. */
    void stop() {
        closing.countDown();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        waiting.clear();
        consumer.subscribe(Set.of(PARTITION.topic()), new Assignment(consumer));
        while (isOpen()) {
            // Kafka takes a group member that polls rarely for dead, so it also polls during a pause.
            consumer.poll(rested(consumer)).forEach(waiting::add);
            while (!isResting && !waiting.isEmpty() && tell(consumer, waiting.element())) {
                waiting.remove();
            }
            if (isResting) {
                consumer.pause(consumer.assignment());
            }
        }
    }

    /** @return the longest time for a poll */
    private Duration rested(Consumer<byte[], byte[]> consumer) {
        if (!isResting) {
            return POLL;
        }
        long left = againNanos - System.nanoTime();
        if (left <= 0) {
            isResting = false;
            consumer.resume(consumer.assignment());
            return Duration.ZERO;
        }
        return left < POLL.toNanos() ? Duration.ofNanos(left) : POLL;
    }

    /** @return whether the event is done: accepted, refused for good, or of no interest */
    private boolean tell(Consumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> message)
            throws InterruptedException {
        Optional<Event> event = message.value() == null ? Optional.empty() : CloudEvents.decode(message.value());
        // The open runs are stored with the position: a failed try must not change them.
        OpenRuns after = OpenRuns.of(open.text());
        if (event.isPresent()) {
            try {
                send(words.of(event.get(), after), event.get());
            } catch (IOException | DatabaseUnavailableException e) {
                rest("Lineage cannot be sent for now; loading continues without it", e);
                return false;
            }
        }
        failures = 0;
        open = after;
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(message.offset() + 1, open.text())));
        return true;
    }

    private void send(List<String> told, Event event) throws IOException, InterruptedException {
        for (String json : told) {
            try {
                client.send(json);
            } catch (LineageRefusal e) {
                LOG.atWarn()
                        .addKeyValue("event", event.type().cloudType())
                        .addKeyValue("publication", event.publication())
                        .addKeyValue("release", event.release())
                        .log("The lineage endpoint refused an event, which is skipped: {}", e.getMessage());
            }
        }
    }

    private Duration rest(String what, Exception why) {
        failures++;
        Duration pause = backoff.pauseAfter(failures);
        LOG.atWarn()
                .addKeyValue("seconds", pause.toSeconds())
                .log("{}: {}", what, why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
        againNanos = System.nanoTime() + pause.toNanos();
        isResting = true;
        return pause;
    }

    /** Continues where the previous follower stopped. */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(PARTITION)) {
                waiting.clear();
                OffsetAndMetadata place = consumer.committed(Set.of(PARTITION)).get(PARTITION);
                open = place == null ? new OpenRuns() : OpenRuns.of(place.metadata());
                isResting = false;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // The position is stored after each event: the next follower starts there.
            waiting.clear();
        }
    }
}
