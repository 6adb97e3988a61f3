package org.datawarp.operate.lineage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.operate.release.Published;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.LineageSettings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.streams.release.DatasetStatus;
import org.datawarp.streams.release.ReleaseStatus;

/** Sends lineage if an endpoint is set, in a separate thread that nothing waits for. Closed by its owner. */
public final class LineageFollower implements AutoCloseable {

    /** The consumer group that stores the position in the events. */
    public static final String APPLICATION = "datawarp-lineage";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = Backoff.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** How many slow tries fit into five minutes: after that time without a poll, Kafka takes the follower for dead. */
    private static final int MOST_EVENTS = 5;

    private final Optional<Followed> followed;

    /** The follower and its database. */
    private record Followed(Following following, Thread thread, Published published) {}

    private LineageFollower(Optional<Followed> followed) {
        this.followed = followed;
    }

    /**
     * Starts sending, and returns at once. A new endpoint receives the loads of the last 90 days.
     *
     * @param told the endpoint; empty to send nothing
     */
    public static LineageFollower start(Endpoints endpoints, Optional<LineageSettings> told) {
        LineageFollower follower = new LineageFollower(told.map(settings -> followed(endpoints, settings)));
        follower.followed.ifPresent(running -> running.thread().start());
        return follower;
    }

    private static Followed followed(Endpoints endpoints, LineageSettings settings) {
        Map<String, Object> properties = TopicReading.following(endpoints.kafkaProperties());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, APPLICATION);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_EVENTS);
        Published published = Published.of(endpoints);
        LineageWords words = new LineageWords(settings.namespace(), new Asked(published), Places.of(endpoints));
        Following following = new Following(
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                words,
                new LineageClient(settings, TIMEOUT),
                BACKOFF);
        Thread thread = new Thread(following, "lineage");
        thread.setDaemon(true);
        return new Followed(following, thread, published);
    }

    /** The loads, read from the database and the bucket. */
    private record Asked(Published published) implements Loads {

        @Override
        public Optional<ReleaseStatus> byRun(String run) {
            return published.releases().byRun(run);
        }

        @Override
        public List<DatasetStatus> datasets() {
            return published.releases().datasets();
        }

        @Override
        public Optional<Catalog> catalog(long version) throws IOException {
            return published.catalog(version);
        }
    }

    @Override
    public void close() {
        followed.ifPresent(running -> {
            running.following().stop();
            running.thread().interrupt();
            try {
                running.thread().join(CLOSE_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.published().close();
        });
    }
}
