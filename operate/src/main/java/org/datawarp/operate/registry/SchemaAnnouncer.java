package org.datawarp.operate.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.platform.setting.RegistrySettings;
import org.datawarp.schemas.retry.Backoff;

/** Registers schemas in a registry, if one is set, in a separate thread that nothing waits for. Closed by its owner. */
public final class SchemaAnnouncer implements AutoCloseable {

    private static final Backoff BACKOFF = Backoff.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Optional<Announcement> announcement;
    private final Thread thread;

    private SchemaAnnouncer(Optional<Announcement> announcement) {
        this.announcement = announcement;
        this.thread = new Thread(() -> announcement.ifPresent(Announcement::run), "schema-announcer");
    }

    /**
     * Starts registering, and returns at once.
     *
     * @param kafka client properties, with {@code bootstrap.servers}
     * @param registry the registry; empty to register nothing
     */
    public static SchemaAnnouncer start(Map<String, Object> kafka, Optional<RegistrySettings> registry) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        SchemaAnnouncer announcer = new SchemaAnnouncer(registry.map(settings -> new Announcement(
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                settings,
                BACKOFF)));
        announcer.thread.setDaemon(true);
        announcer.thread.start();
        return announcer;
    }

    @Override
    public void close() {
        announcement.ifPresent(Announcement::stop);
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
