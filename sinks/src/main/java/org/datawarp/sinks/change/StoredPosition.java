package org.datawarp.sinks.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.OffsetStorageReaderImpl;
import org.apache.kafka.connect.storage.OffsetStorageWriter;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The position from which capture continues, in the engine's form.
 *
 * <p>Used before the engine starts, by one thread, which closes it.
 */
final class StoredPosition implements CapturePosition {

    /** Where the transaction ended that was acknowledged last. */
    static final String LSN = "lsn";

    /** The same; what the engine acknowledges to the slot. */
    static final String COMMIT_LSN = "lsn_commit";

    private static final long WRITE_MILLIS = 30_000;

    private final TopicOffsetStore store;
    private final OffsetStorageReaderImpl reader;
    private final OffsetStorageWriter writer;
    private final Map<String, String> beginning;

    private StoredPosition(TopicOffsetStore store, String slot) {
        Converter json = json();
        this.store = store;
        this.reader = new OffsetStorageReaderImpl(store, EngineProperties.NAME, json, json);
        this.writer = new OffsetStorageWriter(store, EngineProperties.NAME, json, json);
        this.beginning = Map.of("beginning", slot);
    }

    static StoredPosition open(Map<String, Object> client, String slot) {
        return new StoredPosition(TopicOffsetStore.started(client), slot);
    }

    /** A position as the engine reads it: transactions that ended until then are acknowledged. */
    static Map<String, Object> at(long lsn) {
        return Map.of(LSN, lsn, COMMIT_LSN, lsn);
    }

    /** The key of the message that holds the position in its topic. */
    static byte[] key() {
        return json().fromConnectData(
                        Topics.captureOffsets().name(),
                        null,
                        List.of(EngineProperties.NAME, new HashMap<>(EngineProperties.PARTITION)));
    }

    /** The value of that message. */
    static byte[] value(long lsn) {
        return json().fromConnectData(Topics.captureOffsets().name(), null, new HashMap<>(at(lsn)));
    }

    private static Converter json() {
        JsonConverter json = new JsonConverter();
        json.configure(Map.of(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG, "false"), false);
        return json;
    }

    @Override
    public Optional<Long> lsn() {
        Map<String, Object> position = reader.offset(EngineProperties.PARTITION);
        return position == null || !(position.get(LSN) instanceof Number lsn)
                ? Optional.empty()
                : Optional.of(lsn.longValue());
    }

    @Override
    public boolean isBeginning() {
        return reader.offset(beginning) != null;
    }

    @Override
    public void begin() {
        write(beginning, Map.of("state", "beginning"));
    }

    /** Writes the position first, then removes the mark: a crash in between leaves both, and the position counts. */
    @Override
    public void began(long lsn) {
        write(EngineProperties.PARTITION, at(lsn));
        write(beginning, null);
    }

    /** Makes the next start publish all rows again. */
    void forget() {
        begin();
        write(EngineProperties.PARTITION, null);
    }

    private void write(Map<String, String> key, @Nullable Map<String, Object> value) {
        put(key, value);
        try {
            writer.beginFlush();
            Future<Void> flush = writer.doFlush((error, nothing) -> {});
            if (flush != null) {
                flush.get(WRITE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            writer.cancelFlush();
            throw new CaptureException(FailureKind.BROKER_AWAY, "Cannot store the position of capture", e);
        }
    }

    @SuppressWarnings("NullAway") // a null value deletes, which Connect does not declare
    private void put(Map<String, String> key, @Nullable Map<String, Object> value) {
        writer.offset(new HashMap<String, Object>(key), value);
    }

    @Override
    public void close() {
        store.stop();
    }
}
