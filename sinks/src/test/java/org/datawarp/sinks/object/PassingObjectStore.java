package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Passes every call on to another store; a test overrides the one that it cares about. */
public class PassingObjectStore implements ObjectStore {

    private final ObjectStore store;

    public PassingObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        return store.read(key, to);
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        return store.head(key);
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        return store.put(key, content);
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        return store.create(key, content);
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        return store.replace(key, content, seen);
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        return store.copy(from, to);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        return store.list(prefix, next, most);
    }

    @Override
    public String toString() {
        return store.toString();
    }

    @Override
    public void close() {}
}
