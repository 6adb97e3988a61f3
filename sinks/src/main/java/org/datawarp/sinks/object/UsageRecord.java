package org.datawarp.sinks.object;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/**
 * How much of the store was used, as it is kept in the store itself, so that it survives restarts, lost disks and a sink
 * that takes over.
 *
 * @param months calls by calendar month (UTC), of the latest months
 * @param storedBytes of everything in the bucket
 * @param objects in the bucket
 * @param notedAt when this was written
 * @param notedBy different for every writer: by this, a writer whose reply was lost recognises its own record
 * @param waits what publishing waits for; empty while it does not
 */
public record UsageRecord(
        Map<YearMonth, Map<OperationClass, Long>> months,
        long storedBytes,
        long objects,
        Instant notedAt,
        String notedBy,
        List<StoreWait> waits) {

    /** Its key in the bucket. No dataset's name begins like this. */
    public static final String KEY = "datasets/_usage.json";

    static final UsageRecord EMPTY = new UsageRecord(Map.of(), 0, 0, Instant.EPOCH, "", List.of());

    private static final int KEPT_MONTHS = 3;

    public UsageRecord {
        months = Collections.unmodifiableMap(latest(months));
        waits = List.copyOf(waits);
    }

    private static TreeMap<YearMonth, Map<OperationClass, Long>> latest(
            Map<YearMonth, Map<OperationClass, Long>> months) {
        TreeMap<YearMonth, Map<OperationClass, Long>> latest = new TreeMap<>();
        months.forEach((month, counts) -> latest.put(month, Map.copyOf(counts)));
        while (latest.size() > KEPT_MONTHS) {
            latest.pollFirstEntry();
        }
        return latest;
    }

    /** The calls of a class in a month. */
    public long calls(YearMonth month, OperationClass of) {
        return months.getOrDefault(month, Map.of()).getOrDefault(of, 0L);
    }

    /** What publishing waits for, without waits that ended with the month in which they were recorded. */
    public List<StoreWait> waitsIn(YearMonth month) {
        boolean same = month.equals(YearMonth.from(notedAt.atOffset(ZoneOffset.UTC)));
        return waits.stream()
                .filter(wait -> same || wait.what() == R2Price.STORED)
                .toList();
    }

    /** The months with further calls added. */
    Map<YearMonth, Map<OperationClass, Long>> with(Map<YearMonth, Map<OperationClass, Long>> further) {
        TreeMap<YearMonth, Map<OperationClass, Long>> sum = new TreeMap<>(months);
        further.forEach((month, counts) -> sum.merge(month, counts, UsageRecord::sum));
        return sum;
    }

    private static Map<OperationClass, Long> sum(Map<OperationClass, Long> one, Map<OperationClass, Long> other) {
        EnumMap<OperationClass, Long> sum = new EnumMap<>(OperationClass.class);
        sum.putAll(one);
        other.forEach((operation, calls) -> sum.merge(operation, calls, Long::sum));
        return sum;
    }
}
