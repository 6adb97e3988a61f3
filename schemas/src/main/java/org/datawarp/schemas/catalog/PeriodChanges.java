package org.datawarp.schemas.catalog;

import java.time.LocalDate;

/**
 * How many rows of one period changed. A row that moved to another period counts in its old period.
 *
 * @param kind in lower case, as in the column {@code period_kind}
 */
public record PeriodChanges(LocalDate start, LocalDate end, String kind, long inserted, long updated, long deleted) {}
