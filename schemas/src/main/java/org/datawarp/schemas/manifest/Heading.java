package org.datawarp.schemas.manifest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One form of a field's heading.
 *
 * @param text as published; levels of a band of several rows are joined by {@code " / "}, and a leading {@code "* / "}
 *     stands for any group
 * @param since the release periods from this day on have it; null for always
 * @param until the release periods up to this day, inclusive, have it; null for ever
 */
public record Heading(
        String text, @Nullable LocalDate since, @Nullable LocalDate until) {

    /** @param day the last day of the release's period */
    public boolean isUsedOn(LocalDate day) {
        return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
    }
}
