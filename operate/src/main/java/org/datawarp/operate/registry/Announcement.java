package org.datawarp.operate.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.platform.setting.RegistrySettings;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the schemas of all messages in a schema registry: first those that all datasets share, then those of
 * changes, as they appear in {@code datawarp.schemas}.
 *
 * <p>Runs until it is stopped. While the registry does not answer, it retries. Schemas that the registry refuses are
 * logged and skipped.
 */
final class Announcement implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> kafka;
    private final RegistrySettings settings;
    private final RegistryClient client;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<String> decided = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Backoff backoff;
    private int failures;

    /**
     * @param kafka supplies a consumer without a group
     * @param backoff the pauses while the registry or Kafka does not answer
     */
    Announcement(Supplier<Consumer<byte[], byte[]>> kafka, RegistrySettings settings, Backoff backoff) {
        this.kafka = kafka;
        this.settings = settings;
        this.client = new RegistryClient(settings, TIMEOUT);
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            for (Subject subject : Subject.ofMessages()) {
                announce(subject);
            }
            while (isOpen()) {
                try {
                    announceChanges();
                } catch (KafkaException e) {
                    if (e instanceof InterruptException) {
                        return;
                    }
                    rest("The schemas of changes cannot be read from Kafka", e);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("No more schemas are registered until the next start");
        }
    }

    private void announceChanges() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = kafka.get()) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(Topics.schemas().name(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (isOpen()) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (message.value() != null) {
                        announceChange(new String(message.value(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private void announceChange(String text) throws InterruptedException {
        if (told.contains(text)) {
            return;
        }
        try {
            announce(Subject.ofChanges(new Schema.Parser().parse(text)));
        } catch (SchemaParseException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log(
                            "{} holds a message that is no schema",
                            Topics.schemas().name());
        }
        told.add(text);
    }

    /** Returns when the registry has accepted or refused it. */
    private void announce(Subject subject) throws InterruptedException {
        boolean done = false;
        while (!done && isOpen()) {
            try {
                register(subject);
                failures = 0;
                done = true;
            } catch (IOException e) {
                rest("The schema registry accepts nothing for now; loading continues without it", e);
            } catch (RegistryRefusal e) {
                LOG.atWarn()
                        .addKeyValue("subject", subject.name())
                        .addKeyValue("registry", settings)
                        .log("The schema registry refused a schema; the next start tries again: {}", e.getMessage());
                done = true;
            }
        }
    }

    /** Some registries know a subject only after its first version, so the level is set after that. */
    private void register(Subject subject) throws IOException, RegistryRefusal, InterruptedException {
        for (Schema version : subject.schemas()) {
            int id = client.register(subject.name(), version);
            LOG.atDebug()
                    .addKeyValue("subject", subject.name())
                    .addKeyValue("id", id)
                    .log("Schema registered");
            decide(subject);
        }
    }

    /** Keeps a level that someone else has set. */
    private void decide(Subject subject) throws IOException, RegistryRefusal, InterruptedException {
        if (!decided.contains(subject.name())) {
            if (!client.hasCompatibility(subject.name())) {
                client.setCompatibility(subject.name(), subject.compatibility());
            }
            decided.add(subject.name());
        }
    }

    private void rest(String what, Exception cause) throws InterruptedException {
        LOG.atWarn().addKeyValue("registry", settings).log("{}: {}", what, String.valueOf(cause));
        failures++;
        closing.await(backoff.pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    /** Makes it end soon. The caller also interrupts its thread. */
    void stop() {
        closing.countDown();
    }
}
