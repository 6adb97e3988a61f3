package org.datawarp.app.progress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes new events to {@code datawarp.events} as CloudEvents. Closed by its owner; safe for several threads.
 *
 * <p>Callers never wait: events are queued for a thread that sends them, and stay queued while the broker is down. When
 * the queue is full, further events are lost and counted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The callback reports failures.
public final class EventTopic implements EventLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventTopic.class);

    /** A few megabytes: the events of several hours. */
    private static final int MOST_WAITING = 20_000;

    private static final Duration POLL = Duration.ofMillis(200);

    /** Events that are queued at close are sent within this time, or lost. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BLOCKING_MILLIS = 2_000;
    private static final int DELIVERY_MILLIS = (int) Duration.ofMinutes(10).toMillis();

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final News news = new News();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private final Producer<byte[], byte[]> producer;
    private final Thread sender = new Thread(this::send, "events");
    private volatile boolean closing;
    private volatile long closedNanos;

    /** @param kafka client properties, with {@code bootstrap.servers} */
    public EventTopic(Map<String, Object> kafka) {
        Map<String, Object> properties = new LinkedHashMap<>(kafka);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKING_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void record(Event event) {
        if (!news.isNews(event)) {
            return;
        }
        if (waiting.offer(event)) {
            full.set(false);
        } else {
            lost.incrementAndGet();
            if (full.compareAndSet(false, true)) {
                LOG.atWarn().log("Too many events wait for Kafka: new events are lost");
            }
        }
    }

    /** The number of lost events. */
    public long lost() {
        return lost.get();
    }

    /** Runs until it is closed, and the queue is empty or the time for it has passed. */
    private void send() {
        try {
            while (!isOver()) {
                Event event = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    send(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return closing && (waiting.isEmpty() || isPatienceOver());
    }

    private boolean isPatienceOver() {
        return closing && System.nanoTime() - closedNanos > CLOSE_PATIENCE.toNanos();
    }

    /** Retries until the producer accepts the message: without a broker, the producer refuses. */
    private void send(Event event) {
        byte[] key = event.run().getBytes(StandardCharsets.UTF_8);
        byte[] value = CloudEvents.encode(event, UUID.randomUUID().toString());
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topics.events().name(), key, value);
        boolean isOpen = true;
        while (isOpen) {
            Delivery delivery = new Delivery();
            try {
                producer.send(message, delivery);
            } catch (RuntimeException e) {
                delivery.onCompletion(null, e);
            }
            Exception refusal = delivery.refusal();
            boolean again = refusal instanceof RetriableException && !isPatienceOver();
            if (refusal != null && !again) {
                lose(refusal);
            }
            isOpen = again;
        }
    }

    /** The fate of a message: refused when handed over, or lost afterwards. */
    private final class Delivery implements Callback {

        private boolean taken;
        private @Nullable Exception refusal;

        @Override
        public synchronized void onCompletion(@Nullable RecordMetadata sent, @Nullable Exception failure) {
            if (failure != null && taken) {
                lose(failure);
            } else {
                refusal = failure;
            }
        }

        /** @return null when the message was accepted */
        synchronized @Nullable Exception refusal() {
            taken = refusal == null;
            return refusal;
        }
    }

    private void lose(Exception failure) {
        lost.incrementAndGet();
        LOG.atWarn().setCause(failure).log("An event was lost");
    }

    @Override
    public void close() {
        closedNanos = System.nanoTime();
        closing = true;
        try {
            sender.join(CLOSE_PATIENCE.plusMillis(MOST_BLOCKING_MILLIS).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost.addAndGet(waiting.size());
        if (lost.get() > 0) {
            LOG.atWarn().addKeyValue("events", lost.get()).log("Events were lost");
        }
        producer.close(CLOSE_PATIENCE);
    }
}
