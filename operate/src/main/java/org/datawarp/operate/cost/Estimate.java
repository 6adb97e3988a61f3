package org.datawarp.operate.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.datawarp.sinks.object.StoreWait;
import org.datawarp.sinks.object.UsageRecord;

/**
 * What the bucket holds and costs in the current month (UTC), and what it will by the month's end. What is stored and
 * what was used is counted; the rest is estimated from the calendar and from earlier releases.
 *
 * @param notedAt the time up to which use is counted; empty when no sink has noted it yet
 * @param lines one for each thing that R2 charges for
 * @param publications what each publication is expected to add
 * @param waits the budgets that publishing waits for now
 */
record Estimate(
        YearMonth month,
        Instant now,
        Optional<Instant> notedAt,
        BucketContents contents,
        Map<R2Price, Line> lines,
        List<Publication> publications,
        List<StoreWait> waits) {

    /** Each hour the sink searches for objects to delete: three lists, and a read of the catalogue. */
    private static final double SWEEP_LISTS = 3;

    private static final double OBJECTS_A_LIST = 1000;

    /** Four times an hour the sink notes what it used, and the status is written. */
    private static final double NOTES_AN_HOUR = 4 + 4;

    /** Metrics read the catalogue once a minute, the sweep once an hour. */
    private static final double READS_AN_HOUR = 61;

    /**
     * One thing that R2 charges for.
     *
     * @param used so far in this month; for storage, what is stored now
     * @param upkeep what the sink uses until the end of the month without any release
     * @param releases what the expected releases use
     * @param budget empty when none is set
     */
    record Line(R2Price what, long used, long upkeep, long releases, Optional<Long> budget) {

        /** The amount at the end of the month. */
        long atEnd() {
            return used + upkeep + releases;
        }

        /** Its price, in US dollars. */
        BigDecimal dollars() {
            return what.dollars(atEnd());
        }
    }

    /** The expected growth from one publication. */
    record Publication(ExpectedReleases expected, ReleaseHabit habit) {}

    Estimate {
        lines = new EnumMap<>(lines);
        publications = List.copyOf(publications);
        waits = List.copyOf(waits);
    }

    /** The first moment of the next month (UTC). */
    static Instant end(Instant now) {
        return month(now).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    /**
     * Estimates the month.
     *
     * @param used what the sinks noted; empty when none did
     */
    static Estimate of(
            Instant now,
            Optional<UsageRecord> used,
            BucketContents contents,
            List<Publication> publications,
            StoreBudget budget) {
        YearMonth month = month(now);
        double hours = Duration.between(now, end(now)).toMinutes() / 60.0;
        double pages = Math.ceil(contents.sizes().size() / OBJECTS_A_LIST);
        Map<R2Price, Line> lines = new EnumMap<>(R2Price.class);
        for (R2Price what : R2Price.values()) {
            double upkeep = switch (what) {
                case STORED -> 0;
                case CLASS_A -> hours * (SWEEP_LISTS - 1 + Math.max(1, pages) + NOTES_AN_HOUR);
                case CLASS_B -> hours * READS_AN_HOUR;
            };
            lines.put(
                    what,
                    new Line(
                            what,
                            what == R2Price.STORED ? contents.bytes() : calls(used, month, what),
                            Math.round(upkeep),
                            Math.round(ofReleases(publications, what)),
                            budget.isSet(what) ? Optional.of(budget.most(what)) : Optional.empty()));
        }
        return new Estimate(
                month,
                now,
                used.map(UsageRecord::notedAt),
                contents,
                lines,
                publications,
                used.map(record -> record.waitsIn(month)).orElse(List.of()));
    }

    private static long calls(Optional<UsageRecord> used, YearMonth month, R2Price what) {
        OperationClass operation = what == R2Price.CLASS_A ? OperationClass.A : OperationClass.B;
        return used.map(record -> record.calls(month, operation)).orElse(0L);
    }

    private static double ofReleases(List<Publication> publications, R2Price what) {
        return publications.stream()
                .mapToDouble(publication -> publication.expected().number()
                        * switch (what) {
                            case STORED -> publication.habit().addedBytes();
                            case CLASS_A -> publication.habit().classA();
                            case CLASS_B -> publication.habit().classB();
                        })
                .sum();
    }

    /** The price of all lines, in US dollars. */
    BigDecimal dollars() {
        return lines.values().stream().map(Line::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether, by this estimate, a budget will be reached before the month ends. */
    List<Line> beyondBudget() {
        return lines.values().stream()
                .filter(line -> line.budget().isPresent()
                        && line.atEnd() > line.budget().get())
                .toList();
    }

    /** The largest share, in words. */
    List<String> dominating() {
        List<String> said = new ArrayList<>();
        Line nearest = lines.values().stream()
                .max((one, other) -> Double.compare(part(one), part(other)))
                .orElseThrow();
        said.add(
                "nearest to the end of what is free: %s, %.1f %%".formatted(word(nearest.what()), 100 * part(nearest)));
        if (nearest.what() != R2Price.STORED) {
            String most = nearest.used() >= nearest.upkeep() && nearest.used() >= nearest.releases()
                    ? "what was used already"
                    : nearest.upkeep() >= nearest.releases()
                            ? "upkeep, whether or not anything is released"
                            : "releases";
            said.add("most of it: " + most);
        }
        return said;
    }

    private static double part(Line line) {
        return (double) line.atEnd() / line.what().free();
    }

    /** The text for a person. */
    static String word(R2Price what) {
        return switch (what) {
            case STORED -> "stored";
            case CLASS_A -> "class A";
            case CLASS_B -> "class B";
        };
    }
}
