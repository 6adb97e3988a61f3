package org.datawarp.schemas.period;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A period found in a text.
 *
 * @param next the place of the first word after it
 */
record Found(Period period, Form form, int next) {

    /** The forms of a period, from the least specific to the most specific. */
    enum Form {
        YEAR,
        /** A month as six digits, which may well be another number. */
        PACKED_MONTH,
        FINANCIAL_YEAR,
        DAY,
        /** Up to a day or month, from an unknown start. */
        OPEN,
        MONTH_NUMBER,
        MONTH,
        WEEK,
        QUARTER,
        RANGE
    }

    static Found day(LocalDate day, int next) {
        return new Found(Period.snapshot(day), Form.DAY, next);
    }

    static Found month(YearMonth month, Form form, int next) {
        return new Found(Period.month(month), form, next);
    }

    static Found range(LocalDate start, LocalDate end, int next) {
        return new Found(new Period(start, end, PeriodKind.RANGE), Form.RANGE, next);
    }
}
