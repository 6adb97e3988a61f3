package org.datawarp.sinks.parquet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a row by its whole content, so that the row before a change can be found in a part.
 *
 * <p>A column without a value is ignored, so a row is the same before and after a column was added.
 */
final class RowHasher {

    private static final long PRIME_1 = 0x9E3779B97F4A7C15L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long TEXT_PRIME = 0x100000001B3L;
    private static final long TEXT_START = 0xCBF29CE484222325L;

    private final long[] seeds;

    RowHasher(PartColumns columns) {
        this.seeds = columns.columns().stream()
                .mapToLong(column -> mix(ofText(column.name())))
                .toArray();
    }

    /** @param row in the order of the columns */
    RowDigest digest(List<@Nullable Object> row) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < seeds.length; i++) {
            Object value = row.get(i);
            if (value != null) {
                long bits = of(value);
                high += mix((bits + seeds[i]) * PRIME_1);
                low += mix((bits ^ seeds[i]) * PRIME_2 + PRIME_1);
            }
        }
        return new RowDigest(high, low);
    }

    private static long of(Object value) {
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            return Double.doubleToLongBits(number);
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof BigDecimal decimal) {
            return ofText(decimal.stripTrailingZeros().toString());
        }
        if (value instanceof LocalDateTime time) {
            return ChronoUnit.MICROS.between(RowWriteSupport.EPOCH, time);
        }
        return (Boolean) value ? 1 : 0;
    }

    private static long ofText(String text) {
        long hash = TEXT_START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * TEXT_PRIME;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** Every bit of the input stirs every bit of the output. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
