package org.datawarp.sinks.object;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a store is used, as R2 charges for it, and whether there is budget for more. The calls of the calendar month
 * (UTC) include those of every sink that wrote to the bucket, from its {@link UsageRecord}. They are recorded every
 * quarter of an hour, and more often as less is left. A process that is killed loses what it has not recorded.
 *
 * <p>Safe for several threads; the code that opens it closes it, which records the rest.
 */
public final class StoreUsage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreUsage.class);

    /** 2,900 writes a month. */
    static final Duration NOTE_EVERY = Duration.ofMinutes(15);

    /** The calls of a start are recorded soon, so that repeated restarts do not lose them. */
    private static final Duration FIRST_NOTE = Duration.ofSeconds(10);

    private static final long MOST_UNNOTED = 1_000;

    /**
     * At most this part of what is left may be unrecorded, so that a sink and its successor do not exceed it together.
     */
    private static final long PART_UNNOTED = 10;

    private static final int PAGE = 1000;

    /** The classes by which R2 charges for calls. */
    public enum OperationClass {
        /** Writes, copies and lists. */
        A(R2Price.CLASS_A),
        /** Reads. */
        B(R2Price.CLASS_B),
        /** Deletes. */
        FREE(null);

        private final @Nullable R2Price price;

        OperationClass(@Nullable R2Price price) {
            this.price = price;
        }

        /** Empty when it costs nothing. */
        public Optional<R2Price> price() {
            return Optional.ofNullable(price);
        }
    }

    /**
     * What was counted.
     *
     * @param operations since the start
     * @param month in this calendar month, by all sinks as far as they recorded it
     * @param sent bytes since the start
     * @param received bytes since the start
     * @param storedBytes of everything in the bucket
     * @param waits what publishing waits for; empty while it does not
     */
    public record Counts(
            Map<OperationClass, Long> operations,
            Map<OperationClass, Long> month,
            long sent,
            long received,
            long storedBytes,
            List<StoreWait> waits) {

        public Counts {
            operations = Map.copyOf(operations);
            month = Map.copyOf(month);
            waits = List.copyOf(waits);
        }
    }

    private final ObjectStore store;
    private final StoreBudget budget;
    private final InstantSource clock;
    private final UsageNotes notes;
    private final boolean isSink;
    private final Map<OperationClass, Long> operations = new EnumMap<>(OperationClass.class);
    private final Map<R2Price, StoreWait> waits = new EnumMap<>(R2Price.class);
    private final BucketSizes sizes = new BucketSizes();
    private final String writer = UUID.randomUUID().toString();
    private final Object listing = new Object();
    private volatile boolean listed;
    private boolean urgent;
    private long sent;
    private long received;
    private Instant noteAt;

    private StoreUsage(ObjectStore store, StoreBudget budget, InstantSource clock, boolean isSink) {
        this.store = store;
        this.isSink = isSink;
        this.budget = budget;
        this.clock = clock;
        this.notes = new UsageNotes(store);
        this.noteAt = clock.instant().plus(FIRST_NOTE);
    }

    /**
     * Reads what was used before.
     *
     * @param store the uncounted one, which the caller still owns
     * @throws IOException if the store does not answer
     */
    public static StoreUsage open(ObjectStore store, StoreBudget budget, InstantSource clock) throws IOException {
        return opened(new StoreUsage(store, budget, clock, true));
    }

    /**
     * The same for a process that writes little beside the sink: takes the size of the bucket, and whether publishing
     * waits, from the sink's record.
     */
    public static StoreUsage openBesideSink(ObjectStore store, StoreBudget budget, InstantSource clock)
            throws IOException {
        return opened(new StoreUsage(store, budget, clock, false));
    }

    private static StoreUsage opened(StoreUsage usage) throws IOException {
        usage.notes.read();
        usage.count(OperationClass.B);
        return usage;
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Counts a call that is about to be made. @throws BudgetReachedException if there is no budget for it */
    void admit(OperationClass operation) throws IOException {
        try {
            admitCall(operation);
        } finally {
            noteIfDue();
        }
    }

    private synchronized void admitCall(OperationClass operation) throws BudgetReachedException {
        R2Price price = operation.price().orElse(null);
        if (price != null) {
            long used = notes.calls(month(), operation);
            if (used >= budget.usable(price)) {
                throw refused(price, used, 1);
            }
            admitted(price);
        }
        count(operation);
    }

    private synchronized void count(OperationClass operation) {
        operations.merge(operation, 1L, Long::sum);
        notes.count(month(), operation);
    }

    /**
     * The same for a write.
     *
     * @param bytes what the object will hold
     */
    void admitWrite(String key, long bytes) throws IOException {
        list();
        try {
            synchronized (this) {
                admitBytes(Math.max(0, bytes - sizes.of(key)));
                admitCall(OperationClass.A);
                sizes.set(key, Math.max(bytes, sizes.of(key)));
                sent += bytes;
            }
        } finally {
            noteIfDue();
        }
    }

    /** While a write waits for room, smaller writes must not take it. */
    private void admitBytes(long more) throws BudgetReachedException {
        StoreWait waiting = waits.get(R2Price.STORED);
        long needed = Math.max(more, waiting == null ? 0 : waiting.needed());
        if (more > 0 && storedBytes() > budget.storedBytes() - needed) {
            throw refused(R2Price.STORED, storedBytes(), needed);
        }
        if (more > 0) {
            admitted(R2Price.STORED);
        }
    }

    /** The size of an object that is copied. */
    long bytes(String key) throws IOException {
        list();
        synchronized (this) {
            return sizes.of(key);
        }
    }

    private BudgetReachedException refused(R2Price what, long used, long needed) {
        StoreWait before = waits.get(what);
        Instant since = before == null ? clock.instant() : before.since();
        StoreWait wait = new StoreWait(what, used, needed, budget.most(what), since);
        waits.put(what, wait);
        urgent |= before == null;
        return new BudgetReachedException(wait);
    }

    private void admitted(R2Price what) {
        urgent |= waits.remove(what) != null;
    }

    /** Lists the bucket once, before the first write, and only as far as there is budget for it. */
    private void list() throws IOException {
        synchronized (listing) {
            Optional<String> next = Optional.empty();
            while (isSink && !listed) {
                admit(OperationClass.A);
                ObjectPage page = store.list("", next, PAGE);
                listed(page);
                next = page.next();
                listed = next.isEmpty();
            }
        }
    }

    synchronized void listed(ObjectPage page) {
        page.objects().forEach(object -> sizes.set(object.key(), object.bytes()));
    }

    synchronized void written(String key, long bytes) {
        sizes.set(key, bytes);
    }

    synchronized void deleted(String key) {
        sizes.remove(key);
    }

    synchronized void received(long bytes) {
        received += bytes;
    }

    public synchronized Counts counts() {
        Map<OperationClass, Long> ofMonth = new EnumMap<>(OperationClass.class);
        for (OperationClass operation : OperationClass.values()) {
            ofMonth.put(operation, notes.calls(month(), operation));
            operations.putIfAbsent(operation, 0L);
        }
        return new Counts(operations, ofMonth, sent, received, storedBytes(), List.copyOf(waits.values()));
    }

    private long storedBytes() {
        return listed ? sizes.total() : notes.last().storedBytes();
    }

    /** What cannot be recorded now is recorded later. */
    private void noteIfDue() {
        Instant now = clock.instant();
        synchronized (this) {
            if (!urgent && now.isBefore(noteAt) && !isMuchUnnoted()) {
                return;
            }
            urgent = false;
            noteAt = now.plus(NOTE_EVERY);
        }
        note();
    }

    private boolean isMuchUnnoted() {
        for (OperationClass operation : List.of(OperationClass.A, OperationClass.B)) {
            R2Price price = operation.price().orElseThrow();
            long left = budget.usable(price) - notes.calls(month(), operation);
            long most = Math.max(1, Math.min(MOST_UNNOTED, left / PART_UNNOTED));
            if (left > 0 && notes.unnoted(month(), operation) >= most) {
                return true;
            }
        }
        return false;
    }

    private void note() {
        try {
            long length = notes.write(month(), this::record);
            synchronized (this) {
                sizes.set(UsageRecord.KEY, length);
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("problem", e.getMessage())
                    .log("The usage of the store cannot be recorded in it now");
            synchronized (this) {
                noteAt = clock.instant().plus(FIRST_NOTE);
            }
        }
    }

    private UsageRecord record(UsageRecord before, Map<YearMonth, Map<OperationClass, Long>> months) {
        Instant now = clock.instant();
        synchronized (this) {
            return listed
                    ? new UsageRecord(months, sizes.total(), sizes.objects(), now, writer, List.copyOf(waits.values()))
                    : new UsageRecord(
                            months,
                            before.storedBytes(),
                            before.objects(),
                            now,
                            writer,
                            isSink ? List.copyOf(waits.values()) : before.waitsIn(month()));
        }
    }

    /** What publishing waits for, as far as it is known here; empty while it does not. */
    public synchronized List<StoreWait> publishingWaits() {
        return isSink ? List.copyOf(waits.values()) : notes.last().waitsIn(month());
    }

    @Override
    public void close() {
        note();
    }
}
