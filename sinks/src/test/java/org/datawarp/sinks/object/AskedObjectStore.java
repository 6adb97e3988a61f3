package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts independently what R2 would have charged for: tests compare other counts with it. */
public final class AskedObjectStore extends PassingObjectStore {

    private final List<String> written = new ArrayList<>();
    private long lists;
    private long reads;

    public AskedObjectStore(ObjectStore store) {
        super(store);
    }

    public synchronized long classA() {
        return written.size() + lists;
    }

    public synchronized long classB() {
        return reads;
    }

    public synchronized long writesOf(String key) {
        return written.stream().filter(key::equals).count();
    }

    private synchronized void writes(String key) {
        written.add(key);
    }

    private synchronized void reads() {
        reads++;
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        reads();
        return super.read(key, to);
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        reads();
        return super.head(key);
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        writes(key);
        return super.put(key, content);
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        writes(key);
        return super.create(key, content);
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        writes(key);
        return super.replace(key, content, seen);
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        writes(to);
        return super.copy(from, to);
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        synchronized (this) {
            lists++;
        }
        return super.list(prefix, next, most);
    }
}
