package org.datawarp.sinks.object;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/** Counts the calls of a store and their bytes, those that fail too. Safe for several threads; closes the store. */
public final class CountedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final StoreUsage usage;

    public CountedObjectStore(ObjectStore store, StoreUsage usage) {
        this.store = store;
        this.usage = usage;
    }

    private static final class CountedOutput extends FilterOutputStream {

        private long bytes;

        CountedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] many, int from, int length) throws IOException {
            out.write(many, from, length);
            bytes += length;
        }
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        @SuppressWarnings("resource") // It is the caller's.
        CountedOutput counted = new CountedOutput(to);
        try {
            return store.read(key, counted);
        } finally {
            usage.count(OperationClass.B, 0, counted.bytes);
        }
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        usage.count(OperationClass.B, 0, 0);
        return store.head(key);
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        usage.count(OperationClass.A, content.size(), 0);
        return store.put(key, content);
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        usage.count(OperationClass.A, content.size(), 0);
        return store.create(key, content);
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        usage.count(OperationClass.A, content.size(), 0);
        return store.replace(key, content, seen);
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        usage.count(OperationClass.A, 0, 0);
        return store.copy(from, to);
    }

    @Override
    public void delete(String key) throws IOException {
        usage.count(OperationClass.FREE, 0, 0);
        store.delete(key);
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        usage.count(OperationClass.A, 0, 0);
        return store.list(prefix, next, most);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
