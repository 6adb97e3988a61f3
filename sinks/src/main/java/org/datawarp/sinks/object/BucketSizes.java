package org.datawarp.sinks.object;

import java.util.HashMap;
import java.util.Map;

/**
 * How large each object of a bucket is, from a listing and from what was written since. Owned by the thread that locks
 * it.
 */
final class BucketSizes {

    private final Map<String, Long> sizes = new HashMap<>();
    private long total;

    long total() {
        return total;
    }

    int objects() {
        return sizes.size();
    }

    /** 0 for one that is not there. */
    long of(String key) {
        return sizes.getOrDefault(key, 0L);
    }

    void set(String key, long bytes) {
        Long before = sizes.put(key, bytes);
        total += bytes - (before == null ? 0 : before);
    }

    void remove(String key) {
        Long before = sizes.remove(key);
        total -= before == null ? 0 : before;
    }
}
