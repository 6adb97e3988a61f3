package org.datawarp.sinks.object;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Checks, before a store is used, that it keeps bytes unchanged and honours conditions.
 *
 * <p>A store that does not, fails silently. Some stores keep the frames of chunked uploads as content. Others ignore
 * conditions and report success, so that two writers undo each other's commits.
 */
public final class StoreProbe {

    /** More than one chunk of the SDK's chunked uploads. */
    private static final int PROBE_BYTES = 300_000;

    private StoreProbe() {}

    /**
     * Writes, reads and deletes one small object.
     *
     * @throws IOException if the store cannot be used, saying what it did wrong
     */
    public static void check(ObjectStore store) throws IOException {
        String key = "datasets/probe-" + UUID.randomUUID();
        try {
            byte[] bytes = new byte[PROBE_BYTES];
            new Random(PROBE_BYTES).nextBytes(bytes);
            ObjectVersion first = store.create(key, ObjectContent.of(bytes));
            checkBytes(store, key, bytes);
            checkConditions(store, key, first);
            checkListing(store, key);
        } finally {
            store.delete(key);
        }
        if (store.get(key).isPresent()) {
            throw unusable(store, "an object is still there after it was deleted", "consistent reads");
        }
    }

    private static void checkBytes(ObjectStore store, String key, byte[] written) throws IOException {
        byte[] found = store.get(key).map(StoredObject::bytes).orElse(new byte[0]);
        if (!Arrays.equals(found, written)) {
            throw unusable(
                    store,
                    "%d bytes came back after %d were written".formatted(found.length, written.length),
                    "the bytes as written");
        }
    }

    private static void checkConditions(ObjectStore store, String key, ObjectVersion first) throws IOException {
        if (!refuses(() -> store.create(key, content(1)))) {
            throw unusable(store, "it ignored If-None-Match: * and overwrote an object", "412");
        }
        ObjectVersion second = store.replace(key, content(2), first);
        if (!refuses(() -> store.replace(key, content(3), first))) {
            throw unusable(store, "it ignored a stale If-Match and overwrote an object", "412");
        }
        store.replace(key, content(4), second);
    }

    private static void checkListing(ObjectStore store, String key) throws IOException {
        if (store.list(key, Optional.empty(), 1).objects().isEmpty()) {
            throw unusable(store, "an object that was written is not listed", "consistent listings");
        }
    }

    private static ObjectContent content(int number) {
        return ObjectContent.of(new byte[] {(byte) number});
    }

    private static boolean refuses(Attempt attempt) throws IOException {
        try {
            attempt.run();
            return false;
        } catch (ObjectChangedException e) {
            return true;
        }
    }

    private static ObjectStoreException unusable(ObjectStore store, String found, String expected) {
        return new ObjectStoreException(
                "Cannot use the object store %s: %s, expected %s; use a store with conditional writes (R2, S3, S3Proxy, MinIO)"
                        .formatted(store, found, expected));
    }

    /** A write that may be refused. */
    private interface Attempt {
        void run() throws IOException;
    }
}
