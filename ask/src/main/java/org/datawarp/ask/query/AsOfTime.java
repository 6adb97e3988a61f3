package org.datawarp.ask.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** A point in time for questions about the past, as people write it. */
public final class AsOfTime {

    private AsOfTime() {}

    /** The last moment of a day in UTC, or the time itself; empty when it is neither. */
    public static Optional<Instant> end(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .minusNanos(1_000));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
