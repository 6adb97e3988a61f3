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

/** Tells of lineage, if somebody is set to be told, in a thread of its own that nobody waits for. Closed by its owner. */
public final class LineageFollower implements AutoCloseable {

    /** Names the place among the events. */
    public static final String APPLICATION = "datawarp-lineage";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = Backoff.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** So many tries that each take their time end before Kafka takes the follower for dead, five minutes after a poll. */
    private static final int MOST_EVENTS = 5;

    private final Optional<Followed> followed;

    /** What runs, and what it asks. */
    private record Followed(Following following, Thread thread, Published published) {}

    private LineageFollower(Optional<Followed> followed) {
        this.followed = followed;
    }

    /**
     * Starts telling, and returns at once. Whoever is told for the first time hears of the loads of the last 90 days.
     *
     * @param told empty to tell nobody
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

    /** Of the database and the bucket. */
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
