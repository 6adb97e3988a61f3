package org.datawarp.schemas.period;

import org.datawarp.schemas.period.Found.Form;

/**
 * A period as stated in a text.
 *
 * @param period with a likely start when the text gives none
 * @param start whether the text says when the period begins
 */
public record StatedPeriod(Period period, Start start) {

    /** Whether a beginning is stated. */
    public enum Start {
        STATED,
        /** Only the end is stated, as in {@code to 28 Dec 2025}, or in the name of a series that continues. */
        OPEN
    }

    static StatedPeriod of(Found found) {
        return new StatedPeriod(found.period(), found.form() == Form.OPEN ? Start.OPEN : Start.STATED);
    }
}
