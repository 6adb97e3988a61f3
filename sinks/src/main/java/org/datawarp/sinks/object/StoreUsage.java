package org.datawarp.sinks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a store is used, as R2 charges for it: in this process, and in this calendar month (UTC) over restarts, which
 * is kept in a file. A process that is killed forgets what it counted last, at most half a minute of it. Safe for several
 * threads; closed by whoever opened it.
 */
public final class StoreUsage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreUsage.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SAVE_EVERY = Duration.ofSeconds(30);
    private static final String MONTH = "month";

    /** What R2 charges, and how many it makes no charge for in a month (pricing of November 2026). */
    public enum OperationClass {
        /** Writes, copies and lists. */
        A(1_000_000),
        /** Reads. */
        B(10_000_000),
        /** Deletes. */
        FREE(Long.MAX_VALUE);

        private final long free;

        OperationClass(long free) {
            this.free = free;
        }

        /** How many cost nothing in a month. */
        public long free() {
            return free;
        }
    }

    /** Bytes that R2 keeps without charge. */
    public static final long FREE_BYTES = 10_000_000_000L;

    /**
     * What was counted.
     *
     * @param operations since the start
     * @param month in this calendar month
     * @param sent bytes since the start
     * @param received bytes since the start
     */
    public record Counts(
            Map<OperationClass, Long> operations, Map<OperationClass, Long> month, long sent, long received) {

        public Counts {
            operations = Map.copyOf(operations);
            month = Map.copyOf(month);
        }
    }

    private final Path file;
    private final InstantSource clock;
    private final Map<OperationClass, Long> operations = zeros();
    private Map<OperationClass, Long> ofMonth = zeros();
    private YearMonth month;
    private long sent;
    private long received;
    private long savedNanos = System.nanoTime();
    private boolean told;

    private StoreUsage(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.month = now();
    }

    /** @param file where the month is kept; made when it is not there */
    public static StoreUsage open(Path file, InstantSource clock) {
        StoreUsage usage = new StoreUsage(file, clock);
        usage.read();
        return usage;
    }

    private static Map<OperationClass, Long> zeros() {
        Map<OperationClass, Long> zeros = new EnumMap<>(OperationClass.class);
        for (OperationClass operation : OperationClass.values()) {
            zeros.put(operation, 0L);
        }
        return zeros;
    }

    private YearMonth now() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** What cannot be read counts for nothing: it is worth no stop. */
    private void read() {
        try {
            if (Files.exists(file)) {
                JsonNode kept = JSON.readTree(Files.readAllBytes(file));
                if (kept.path(MONTH).asText().equals(month.toString())) {
                    ofMonth.replaceAll(
                            (operation, none) -> kept.path(operation.name()).asLong());
                }
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("It is not known how much the store was used before");
        }
    }

    /** @param to and {@code from} the store: bytes */
    synchronized void count(OperationClass operation, long to, long from) {
        roll();
        operations.merge(operation, 1L, Long::sum);
        ofMonth.merge(operation, 1L, Long::sum);
        sent += to;
        received += from;
        if (System.nanoTime() - savedNanos > SAVE_EVERY.toNanos()) {
            save();
        }
    }

    private void roll() {
        if (!month.equals(now())) {
            month = now();
            ofMonth = zeros();
        }
    }

    public synchronized Counts counts() {
        roll();
        return new Counts(operations, ofMonth, sent, received);
    }

    private void save() {
        ObjectNode kept = JSON.createObjectNode();
        kept.put(MONTH, month.toString());
        ofMonth.forEach((operation, number) -> kept.put(operation.name(), number));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, JSON.writeValueAsBytes(kept));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!told) {
                LOG.atWarn().addKeyValue("file", file).setCause(e).log("The month's use of the store cannot be kept");
            }
            told = true;
        }
        savedNanos = System.nanoTime();
    }

    @Override
    public synchronized void close() {
        save();
    }
}
