package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in memory, for tests. Counts its calls. */
public final class MemoryObjectStore implements ObjectStore {

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] bytes, ObjectVersion version, Instant lastModified) {}

    private final SortedMap<String, Entry> objects = new TreeMap<>();
    private final InstantSource clock;
    private long versions;

    public MemoryObjectStore() {
        this(InstantSource.fixed(Instant.EPOCH));
    }

    public MemoryObjectStore(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    @Override
    public synchronized Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        Entry entry = objects.get(ObjectKeys.check(key));
        if (entry == null) {
            return Optional.empty();
        }
        to.write(entry.bytes);
        return Optional.of(entry.version);
    }

    @Override
    public synchronized Optional<ObjectSummary> head(String key) {
        return Optional.ofNullable(objects.get(ObjectKeys.check(key)))
                .map(entry -> new ObjectSummary(key, entry.bytes.length, entry.lastModified));
    }

    @Override
    public synchronized ObjectVersion put(String key, ObjectContent content) throws IOException {
        ObjectVersion version = new ObjectVersion("v" + ++versions);
        objects.put(ObjectKeys.check(key), new Entry(content.open().readAllBytes(), version, clock.instant()));
        return version;
    }

    @Override
    public synchronized ObjectVersion create(String key, ObjectContent content) throws IOException {
        return objects.containsKey(key) ? LostReply.recognise(this, key, content) : put(key, content);
    }

    @Override
    public synchronized ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen)
            throws IOException {
        Entry found = objects.get(key);
        return found != null && found.version.equals(seen)
                ? put(key, content)
                : LostReply.recognise(this, key, content);
    }

    @Override
    public synchronized ObjectVersion copy(String from, String to) throws IOException {
        Entry found = objects.get(from);
        if (found == null) {
            throw new ObjectStoreException("Cannot copy %s: there is no such object".formatted(from));
        }
        return put(to, ObjectContent.of(found.bytes));
    }

    @Override
    public synchronized void delete(String key) {
        objects.remove(key);
    }

    @Override
    public synchronized ObjectPage list(String prefix, Optional<String> next, int most) {
        var found = objects.tailMap(next.map(last -> last + '\0').orElse(prefix)).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .limit(most + 1L)
                .map(entry ->
                        new ObjectSummary(entry.getKey(), entry.getValue().bytes.length, entry.getValue().lastModified))
                .toList();
        return found.size() > most
                ? new ObjectPage(
                        found.subList(0, most), Optional.of(found.get(most - 1).key()))
                : new ObjectPage(found, Optional.empty());
    }

    @Override
    public String toString() {
        return "memory";
    }

    @Override
    public void close() {}
}
