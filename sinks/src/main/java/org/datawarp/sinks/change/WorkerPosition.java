package org.datawarp.sinks.change;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** The position that a worker of Kafka Connect keeps for its connector. Used by one thread at a time. */
final class WorkerPosition implements CapturePosition {

    private static final String BEGINNING = "beginning";

    private final OffsetStorageReader stored;
    private final RecordOutlet outlet;
    private final String slot;
    private OptionalLong begun = OptionalLong.empty();

    WorkerPosition(OffsetStorageReader stored, RecordOutlet outlet, String slot) {
        this.stored = stored;
        this.outlet = outlet;
        this.slot = slot;
    }

    /** What is stored now; null when nothing is. */
    static @Nullable Map<String, Object> read(OffsetStorageReader stored) {
        return stored.offset(EngineProperties.PARTITION);
    }

    /** The end of the last transaction that the worker knows to be safe. */
    static Optional<Long> lsn(OffsetStorageReader stored) {
        Map<String, Object> position = read(stored);
        return position == null || !(position.get(StoredPosition.LSN) instanceof Number lsn)
                ? Optional.empty()
                : Optional.of(lsn.longValue());
    }

    @Override
    public Optional<Long> lsn() {
        return lsn(stored);
    }

    @Override
    public boolean isBeginning() {
        Map<String, Object> position = read(stored);
        return position != null && position.containsKey(BEGINNING);
    }

    @Override
    public void begin() {
        outlet.bear(Map.of(BEGINNING, slot));
    }

    @Override
    public void began(long lsn) {
        begun = OptionalLong.of(lsn);
        outlet.reached(lsn);
    }

    /** Where Debezium continues: a position from {@link #began} may not be stored yet. */
    long start() {
        return begun.isPresent() ? begun.getAsLong() : lsn().orElseThrow();
    }

    @Override
    public void close() {
        // The worker closes its reader.
    }
}
