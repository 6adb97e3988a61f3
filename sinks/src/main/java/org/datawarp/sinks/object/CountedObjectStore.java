package org.datawarp.sinks.object;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/**
 * Counts the calls of a store and their bytes, including failed calls. In place of a call that would exceed the budget,
 * it throws {@link BudgetReachedException}. Safe for several threads; closes the store.
 */
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
        usage.admit(OperationClass.B);
        @SuppressWarnings("resource") // It is the caller's.
        CountedOutput counted = new CountedOutput(to);
        try {
            return store.read(key, counted);
        } finally {
            usage.received(counted.bytes);
        }
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        usage.admit(OperationClass.B);
        return store.head(key);
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        usage.admitWrite(key, content.size());
        return written(key, content.size(), store.put(key, content));
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        usage.admitWrite(key, content.size());
        return written(key, content.size(), store.create(key, content));
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        usage.admitWrite(key, content.size());
        return written(key, content.size(), store.replace(key, content, seen));
    }

    private ObjectVersion written(String key, long bytes, ObjectVersion version) {
        usage.written(key, bytes);
        return version;
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        long bytes = usage.bytes(from);
        usage.admitWrite(to, bytes);
        return written(to, bytes, store.copy(from, to));
    }

    @Override
    public void delete(String key) throws IOException {
        usage.admit(OperationClass.FREE);
        store.delete(key);
        usage.deleted(key);
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        usage.admit(OperationClass.A);
        ObjectPage page = store.list(prefix, next, most);
        usage.listed(page);
        return page;
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
