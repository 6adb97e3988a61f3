package org.datawarp.schemas.catalog;

import java.time.LocalDate;

/**
 * How many rows there are of one period.
 *
 * @param kind in lower case, as in the column {@code period_kind}
 */
public record PeriodRows(LocalDate start, LocalDate end, String kind, long rows) {}
