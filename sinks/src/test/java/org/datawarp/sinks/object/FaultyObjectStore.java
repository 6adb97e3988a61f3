package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Passes calls on to another store, and makes chosen calls fail, before or after they are done. */
public final class FaultyObjectStore implements ObjectStore {

    /** What a failing call does. */
    public enum Fault {
        /** The process is killed before the store gets the call. */
        KILLED_BEFORE,
        /** The process is killed after the store carried out the call. */
        KILLED_AFTER,
        /** The store carried out the call, but the answer is lost. */
        REPLY_LOST,
        /** The store refuses, or cannot be reached. */
        AWAY
    }

    /** Which fault a call has; null when it has none. Calls are counted from 1. */
    @FunctionalInterface
    public interface Plan {
        @Nullable
        Fault of(long call);
    }

    /** Represents a killed process: nothing may catch it and continue. */
    public static final class KilledException extends RuntimeException {}

    private final ObjectStore store;
    private final Plan plan;
    private final AtomicLong calls = new AtomicLong();

    public FaultyObjectStore(ObjectStore store, Plan plan) {
        this.store = store;
        this.plan = plan;
    }

    /** @param failing the number of the call that fails, from 1; every later one fails too when that is a kill */
    public FaultyObjectStore(ObjectStore store, Fault fault, long failing) {
        this(store, call -> {
            if (call == failing) {
                return fault;
            }
            return fault != Fault.REPLY_LOST && call > failing ? Fault.KILLED_BEFORE : null;
        });
    }

    /** How many calls there were. */
    public long calls() {
        return calls.get();
    }

    private <T> T call(Call<T> call) throws IOException {
        Fault fault = plan.of(calls.incrementAndGet());
        if (fault == Fault.KILLED_BEFORE) {
            throw new KilledException();
        }
        if (fault == Fault.AWAY) {
            throw ObjectStoreException.unanswered("Slow down", null);
        }
        T result = call.run();
        if (fault == Fault.REPLY_LOST) {
            throw ObjectStoreException.unanswered("Connection reset", null);
        }
        if (fault == Fault.KILLED_AFTER) {
            throw new KilledException();
        }
        return result;
    }

    /** A call to the store. */
    private interface Call<T> {
        T run() throws IOException;
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        return call(() -> store.read(key, to));
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        return call(() -> store.head(key));
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        return call(() -> store.put(key, content));
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        return call(() -> store.create(key, content));
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        return call(() -> store.replace(key, content, seen));
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        return call(() -> store.copy(from, to));
    }

    @Override
    public void delete(String key) throws IOException {
        call(() -> {
            store.delete(key);
            return true;
        });
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        return call(() -> store.list(prefix, next, most));
    }

    @Override
    public String toString() {
        return store.toString();
    }

    @Override
    public void close() {}
}
