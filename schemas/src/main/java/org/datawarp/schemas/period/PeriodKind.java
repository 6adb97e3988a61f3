package org.datawarp.schemas.period;

/** The kinds of period. */
public enum PeriodKind {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    /** A calendar year. */
    YEAR,
    /** April to March. */
    FINANCIAL_YEAR,
    /** A state on one day; start equals end. */
    SNAPSHOT,
    /** Any other span of days. */
    RANGE
}
