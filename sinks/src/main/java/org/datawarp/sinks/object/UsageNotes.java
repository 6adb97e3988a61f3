package org.datawarp.sinks.object;

import java.io.IOException;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls by month: those in the store's {@link UsageRecord}, and those since. Each writer adds its own to what is there,
 * so that no other writer's calls are lost. Safe for several threads.
 */
final class UsageNotes {

    private static final Logger LOG = LoggerFactory.getLogger(UsageNotes.class);

    private static final int MOST_ATTEMPTS = 10;

    private final ObjectStore store;
    private final Object writing = new Object();
    private final Map<YearMonth, Map<OperationClass, Long>> unnoted = new HashMap<>();
    private UsageRecord known = UsageRecord.EMPTY;
    private @Nullable ObjectVersion seen;

    UsageNotes(ObjectStore store) {
        this.store = store;
    }

    /** An unreadable record counts as none: it is no reason to stop. */
    void read() throws IOException {
        Optional<StoredObject> found = store.get(UsageRecord.KEY);
        synchronized (this) {
            seen = found.map(StoredObject::version).orElse(null);
            if (found.isPresent()) {
                try {
                    known = UsageFile.decode(found.get().bytes());
                } catch (IOException e) {
                    LOG.atWarn()
                            .addKeyValue("key", UsageRecord.KEY)
                            .addKeyValue("problem", e.getMessage())
                            .log("It is not known how much the store was used before");
                }
            }
        }
    }

    synchronized void count(YearMonth month, OperationClass operation) {
        unnoted.computeIfAbsent(month, first -> new EnumMap<>(OperationClass.class))
                .merge(operation, 1L, Long::sum);
    }

    /** All calls of a month that are known here. */
    synchronized long calls(YearMonth month, OperationClass operation) {
        return known.calls(month, operation) + unnoted(month, operation);
    }

    /** Those that are not in the store yet. */
    synchronized long unnoted(YearMonth month, OperationClass operation) {
        return unnoted.getOrDefault(month, Map.of()).getOrDefault(operation, 0L);
    }

    /** What was read or written last. */
    synchronized UsageRecord last() {
        return known;
    }

    /**
     * Writes what is not recorded yet, including the calls that this takes.
     *
     * @param now the month to count these in
     * @param record makes the record, of the one before and of calls by month
     * @return how long the record is, in bytes
     */
    long write(YearMonth now, BiFunction<UsageRecord, Map<YearMonth, Map<OperationClass, Long>>, UsageRecord> record)
            throws IOException {
        synchronized (writing) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return writeOnce(now, record);
                } catch (ObjectChangedException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                    count(now, OperationClass.B);
                    read();
                }
            }
        }
    }

    private long writeOnce(
            YearMonth now, BiFunction<UsageRecord, Map<YearMonth, Map<OperationClass, Long>>, UsageRecord> record)
            throws IOException {
        count(now, OperationClass.A);
        Map<YearMonth, Map<OperationClass, Long>> taken = new HashMap<>();
        UsageRecord last;
        ObjectVersion before;
        synchronized (this) {
            unnoted.forEach((month, counts) -> taken.put(month, new EnumMap<>(counts)));
            last = known;
            before = seen;
        }
        UsageRecord next = record.apply(last, last.with(taken));
        ObjectContent content = ObjectContent.of(UsageFile.encode(next));
        ObjectVersion version = before == null
                ? store.create(UsageRecord.KEY, content)
                : store.replace(UsageRecord.KEY, content, before);
        synchronized (this) {
            known = next;
            seen = version;
            taken.forEach((month, counts) -> counts.forEach(
                    (operation, calls) -> unnoted.getOrDefault(month, new EnumMap<>(OperationClass.class))
                            .merge(operation, -calls, Long::sum)));
        }
        return content.size();
    }
}
