package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.period.Period;

/**
 * When the release of a period is expected.
 *
 * @param period the period of the release; in a series of ranges, only its last day matters
 * @param at the usual time on the usual day
 * @param early how many days before it may appear
 * @param late how many days after it may appear
 * @param spread how much before or after the usual time of day it may appear
 * @param releases the number of releases from which day or time were learned; 0 when both are given
 */
public record Expectation(
        Period period, ZonedDateTime at, int early, int late, Duration spread, Basis basis, int releases) {

    /** A release that is still missing this long after it was expected is late. */
    static final Duration GRACE = Duration.ofHours(1);

    /** How the expectation is known. */
    public enum Basis {
        /** The manifest gives the date of this release. */
        ANNOUNCED,
        /** The manifest gives the dates of all releases. */
        GIVEN,
        /** Learned from earlier releases. */
        LEARNED
    }

    /** One window around the usual time on each working day on which it may appear; at least one, in order. */
    public List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (int days = -early; days <= late; days++) {
            ZonedDateTime then = at.plusDays(days);
            if (days == 0 || WorkingDays.isWorkingDay(then.toLocalDate())) {
                windows.add(new Window(
                        then.minus(spread).toInstant(), then.plus(spread).toInstant()));
            }
        }
        return windows;
    }

    /** When to start looking for it. */
    public Instant opens() {
        return windows().get(0).start();
    }

    /** When it becomes late. */
    public Instant deadline() {
        List<Window> windows = windows();
        return windows.get(windows.size() - 1).end().plus(GRACE);
    }

    /** The usual day. */
    public LocalDate day() {
        return at.toLocalDate();
    }
}
