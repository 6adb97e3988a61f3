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
 * Tells a registry of the schemas of all messages: first of those that all datasets share, then of those of changes, as
 * {@code datawarp.schemas} has them and gets more.
 *
 * <p>Ends when it is told to stop. While the registry is away, it tries again and again; what the registry refuses is
 * logged and left.
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
     * @param kafka gives a consumer that belongs to no group
     * @param backoff while the registry or Kafka is away
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
                    rest("Kafka does not tell of the schemas of changes", e);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The registry is told of no more schemas until the next start");
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
                            "{} holds something that is no schema",
                            Topics.schemas().name());
        }
        told.add(text);
    }

    /** Returns when the registry has taken or refused it. */
    private void announce(Subject subject) throws InterruptedException {
        boolean done = false;
        while (!done && isOpen()) {
            try {
                register(subject);
                failures = 0;
                done = true;
            } catch (IOException e) {
                rest("The schema registry takes nothing for now; loading goes on without it", e);
            } catch (RegistryRefusal e) {
                LOG.atWarn()
                        .addKeyValue("subject", subject.name())
                        .addKeyValue("registry", settings)
                        .log(
                                "The schema registry refused a schema, and will be asked again at the next start: {}",
                                e.getMessage());
                done = true;
            }
        }
    }

    /** Some registries know of a subject only once it has a version: the level comes after the first. */
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

    /** Leaves what somebody else decided. */
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

    /** Has it end soon; whoever runs it interrupts it too. */
    void stop() {
        closing.countDown();
    }
}
