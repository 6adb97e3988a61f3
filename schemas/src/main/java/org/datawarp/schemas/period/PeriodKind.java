package org.datawarp.schemas.period;

/** What stretch of time a period is. */
public enum PeriodKind {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    /** A calendar year. */
    YEAR,
    /** April to March. */
    FINANCIAL_YEAR,
    /** A state as it was on one day; start equals end. */
    SNAPSHOT,
    /** Any other stretch. */
    RANGE
}
