package org.datawarp.operate.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseFailures;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.EndlessWork;
import org.datawarp.streams.loader.LoaderSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the topic {@code datawarp.events} to the table of the same name, with the position in the same transaction, and
 * deletes what is too old. Several may copy at once: an event is known by its id and counts once.
 *
 * <p>A failure is tried again: what it copies is of use to people, and must stop nothing else. One thread calls
 * {@link #run}; {@link #close} may be called by another.
 */
public final class EventCopy implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventCopy.class);

    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.events().name(), 0);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    /** One transaction: events are small. */
    private static final int MOST_EVENTS = 1_000;

    private static final String MOVE = """
            INSERT INTO datawarp.progress VALUES (?, ?, ?, ?)
            ON CONFLICT (application, topic, partition) DO UPDATE SET next_offset = excluded.next_offset""";

    private final LoaderSettings settings;
    private final Duration kept;
    private final InstantSource clock;
    private final EndlessWork work = new EndlessWork(Backoff.endless(Duration.ofMillis(500), Duration.ofSeconds(30)));
    private volatile @Nullable Consumer<byte[], byte[]> running;
    private @Nullable Instant pruned;

    /**
     * Prepares the copying.
     *
     * @param settings with the name under which the position is kept
     * @param kept how old an event may become
     */
    public EventCopy(LoaderSettings settings, Duration kept, InstantSource clock) {
        this.settings = settings;
        this.kept = kept;
        this.clock = clock;
    }

    /** Copies until it is closed or interrupted; a missing service is waited for. */
    @Override
    public void run() {
        work.begin();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            running = consumer;
            consumer.assign(List.of(PARTITION));
            while (!work.isClosing()) {
                long start = System.nanoTime();
                try {
                    copy(consumer);
                } catch (WakeupException | InterruptException e) {
                    throw e;
                } catch (SQLException | RuntimeException e) {
                    LOG.atWarn().setCause(e).log("Events are not copied to the database for now; trying again");
                    work.restAfter(start);
                }
            }
        } catch (WakeupException | InterruptException e) {
            LOG.atDebug().log("The copying of events was asked to stop");
        } finally {
            running = null;
            work.end();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = TopicReading.following(settings.kafka());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_EVENTS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Copies over one connection. */
    private void copy(Consumer<byte[], byte[]> consumer) throws SQLException {
        try (DatabaseSession session = DatabaseSession.open(settings.database(), DatabaseSession.SOON)) {
            place(consumer, session);
            EventRows rows = new EventRows(session);
            while (!work.isClosing()) {
                List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
                consumer.poll(POLL).forEach(messages::add);
                if (!messages.isEmpty()) {
                    add(session, rows, messages);
                    move(session, messages.get(messages.size() - 1).offset() + 1);
                    session.commit();
                }
                prune(session);
            }
        }
    }

    /** Goes to the stored position; to the beginning when the topic does not hold it: then it is another topic. */
    private void place(Consumer<byte[], byte[]> consumer, DatabaseSession session) throws SQLException {
        Optional<Long> stored = session.first(
                "SELECT next_offset FROM datawarp.progress WHERE application = ? AND topic = ? AND partition = ?",
                row -> row.getLong(1),
                settings.application(),
                PARTITION.topic(),
                PARTITION.partition());
        session.commit();
        long beginning = offset(consumer.beginningOffsets(List.of(PARTITION), BROKER_PATIENCE));
        long end = offset(consumer.endOffsets(List.of(PARTITION), BROKER_PATIENCE));
        long next = stored.orElse(beginning);
        consumer.seek(PARTITION, next < beginning || next > end ? beginning : next);
    }

    private static long offset(Map<TopicPartition, Long> offsets) {
        return offsets.getOrDefault(PARTITION, 0L);
    }

    /** Should the database refuse one of them, the others are still added. */
    private static void add(DatabaseSession session, EventRows rows, List<ConsumerRecord<byte[], byte[]>> messages)
            throws SQLException {
        try {
            rows.add(messages);
        } catch (SQLException e) {
            if (DatabaseFailures.kindOf(e) != FailureKind.REFUSED_DATA) {
                throw e;
            }
            session.rollback();
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                addAlone(session, rows, message);
            }
        }
    }

    private static void addAlone(DatabaseSession session, EventRows rows, ConsumerRecord<byte[], byte[]> message)
            throws SQLException {
        try {
            rows.add(List.of(message));
            session.commit();
        } catch (SQLException e) {
            if (DatabaseFailures.kindOf(e) != FailureKind.REFUSED_DATA) {
                throw e;
            }
            session.rollback();
            LOG.atWarn().addKeyValue("offset", message.offset()).setCause(e).log("The database refused an event");
        }
    }

    private void move(DatabaseSession session, long next) throws SQLException {
        session.update(MOVE, settings.application(), PARTITION.topic(), PARTITION.partition(), next);
    }

    private void prune(DatabaseSession session) throws SQLException {
        Instant now = clock.instant();
        Instant last = pruned;
        if (last != null && now.isBefore(last.plus(PRUNE_EVERY))) {
            return;
        }
        session.update("DELETE FROM datawarp.events WHERE at < ?", now.minus(kept));
        session.commit();
        pruned = now;
    }

    /**
     * Has {@link #run} end after the transaction it is in, and waits for that, but not for long: a transaction that is cut
     * short has not happened. Does nothing when it is not running.
     */
    @Override
    public void close() {
        boolean ended = work.close(() -> {
            Consumer<byte[], byte[]> consumer = running;
            if (consumer != null) {
                consumer.wakeup();
            }
        });
        if (!ended) {
            LOG.atWarn().log("The copying of events is left in the middle of a transaction, which counts for nothing");
        }
    }
}
