package org.datawarp.streams.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The state of one partition that survives a restart, as raw messages: open releases and sheets, the first rows of each
 * open sheet, and the labels in force in it. Owned by one thread.
 */
final class SheetStore {

    private static final String RELEASES = "release:";
    private static final String UNKNOWN = "unknown:";
    private static final String SHEETS = "sheet:";
    private static final String OPENED = ":opened";
    private static final String LABELS = ":labels";
    private static final String ROW = ":row:";

    private final KeyValueStore<String, byte[]> store;

    SheetStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void putRelease(String run, byte[] releaseOpened) {
        store.put(RELEASES + run, releaseOpened);
    }

    byte @Nullable [] release(String run) {
        return store.get(RELEASES + run);
    }

    List<byte[]> releases() {
        return values(RELEASES);
    }

    /** Remembers that the manifest of a run was missing, so that all its sheets are treated alike. */
    void putManifestUnknown(String run) {
        store.put(UNKNOWN + run, new byte[0]);
    }

    boolean isManifestUnknown(String run) {
        return store.get(UNKNOWN + run) != null;
    }

    void deleteRun(String run) {
        store.delete(RELEASES + run);
        store.delete(UNKNOWN + run);
        deleteAll(SHEETS + run + "/");
    }

    void putSheet(String sheet, byte[] sheetOpened) {
        store.put(SHEETS + sheet + OPENED, sheetOpened);
    }

    byte @Nullable [] sheet(String sheet) {
        return store.get(SHEETS + sheet + OPENED);
    }

    /** @param index among the first rows, from 0 */
    void putRow(String sheet, int index, byte[] sheetRow) {
        store.put(SHEETS + sheet + ROW + "%05d".formatted(index), sheetRow);
    }

    /** The first rows, in order. */
    List<byte[]> rows(String sheet) {
        return values(SHEETS + sheet + ROW);
    }

    void putLabels(String sheet, byte[] labels) {
        store.put(SHEETS + sheet + LABELS, labels);
    }

    byte @Nullable [] labels(String sheet) {
        return store.get(SHEETS + sheet + LABELS);
    }

    void deleteSheet(String sheet) {
        deleteAll(SHEETS + sheet + ":");
    }

    private List<byte[]> values(String prefix) {
        List<byte[]> values = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    private void deleteAll(String prefix) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }
}
