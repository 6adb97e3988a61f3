package org.datawarp.schemas.manifest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One form of a field's heading.
 *
 * @param text as published; levels of a band of several rows are joined by {@code " / "}, and a leading {@code "* / "}
 *     matches any group
 * @param since the first day of the release periods that have it; null for always
 * @param until the last day of the release periods that have it, inclusive; null for ever
 */
public record Heading(
        String text, @Nullable LocalDate since, @Nullable LocalDate until) {

    /** @param day the last day of the release's period */
    public boolean isUsedOn(LocalDate day) {
        return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
    }
}
