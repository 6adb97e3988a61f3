package org.datawarp.sinks.change;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's view of {@link PositionTopic}. The engine creates it by its name, starts it and stops it.
 *
 * <p>Kafka Connect's own store reads the topic to its end at every access and waits without limit while the broker is
 * down, so that an engine cannot be stopped then. This one is the topic's only writer and answers from memory.
 */
public final class TopicOffsetStore implements OffsetBackingStore {

    /** The prefix of the Kafka clients' settings among those of the engine. */
    static final String CLIENT_PREFIX = "datawarp.kafka.";

    private final Map<ByteBuffer, ByteBuffer> values = new ConcurrentHashMap<>();
    private Map<String, Object> client = Map.of();
    private @Nullable PositionTopic topic;

    /** For the engine, which then calls {@link #configure}. */
    public TopicOffsetStore() {}

    static TopicOffsetStore started(Map<String, Object> client) {
        TopicOffsetStore store = new TopicOffsetStore();
        store.client = client;
        store.start();
        return store;
    }

    @Override
    public void configure(WorkerConfig config) {
        client = new HashMap<>(config.originalsWithPrefix(CLIENT_PREFIX));
    }

    @Override
    public void start() {
        PositionTopic opened = new PositionTopic(client);
        topic = opened;
        values.putAll(opened.read());
    }

    @Override
    public void stop() {
        if (topic != null) {
            topic.close();
        }
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
        for (ByteBuffer key : keys) {
            ByteBuffer value = values.get(key);
            if (value != null) {
                found.put(key, value.duplicate());
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    @SuppressWarnings("NullAway") // Connect's callback takes null for "no error" and "no result"
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> changed, Callback<Void> callback) {
        Map<ByteBuffer, @Nullable ByteBuffer> copy = new LinkedHashMap<>(changed);
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            if (topic == null) {
                throw new IllegalStateException("Cannot store a position: the store is not started");
            }
            topic.write(copy);
            copy.forEach(this::remember);
            done.complete(null);
            callback.onCompletion(null, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(done, callback, e);
        } catch (Exception e) {
            fail(done, callback, e);
        }
        return done;
    }

    private void remember(ByteBuffer key, @Nullable ByteBuffer value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    @SuppressWarnings("NullAway")
    private static void fail(CompletableFuture<Void> done, Callback<Void> callback, Exception failure) {
        done.completeExceptionally(failure);
        callback.onCompletion(failure, null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
