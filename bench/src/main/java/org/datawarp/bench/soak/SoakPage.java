package org.datawarp.bench.soak;

import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;

/** Prints samples as they come, and then their evaluation. */
final class SoakPage {

    private static final double MEGABYTE = 1e6;

    private SoakPage() {}

    static void printSample(PrintWriter out, Sample sample, YearMonth month) {
        out.printf(
                "%,6.0f s  %s  %4.2f cores  %,6d releases  %,10d rows  Java %4.0f MB  PostgreSQL %4.0f MB  %3.0f threads%n",
                sample.seconds(),
                month,
                sample.cores(),
                sample.releases(),
                sample.rows(),
                sample.value(Gauge.JVM_MEMORY).orElse(0.0) / MEGABYTE,
                sample.value(Gauge.POSTGRES_MEMORY).orElse(0.0) / MEGABYTE,
                sample.value(Gauge.THREADS).orElse(0.0));
        out.flush();
    }

    /** @return whether every gauge passed */
    static boolean printResult(PrintWriter out, List<Sample> samples, SoakPlan plan) {
        List<Verdict> verdicts = Arrays.stream(Gauge.values())
                .flatMap(gauge -> Verdict.of(gauge, samples, plan).stream())
                .toList();
        Sample last = samples.get(samples.size() - 1);
        double cores =
                samples.stream().skip(1).mapToDouble(Sample::cores).average().orElse(0);
        out.printf(
                "%n%,.0f s, %d publications, %,d releases with %,d rows, %.2f of %d cores busy, heap %s. Judged from %,d s on; ± is 95 %%.%n",
                last.seconds(),
                plan.publications(),
                last.releases(),
                last.rows(),
                cores,
                Runtime.getRuntime().availableProcessors(),
                plan.touched() ? "touched at the start" : "touched as it is used",
                plan.warmUp().toSeconds());
        out.print(gauges(verdicts));
        out.println();
        out.print(topics(samples, plan));
        List<String> failures = failures(verdicts, last);
        failures.forEach(failure -> out.println("FAIL  " + failure));
        if (failures.isEmpty()) {
            out.println("PASS");
        }
        out.flush();
        return failures.isEmpty();
    }

    private static List<String> failures(List<Verdict> verdicts, Sample last) {
        List<String> failures = new ArrayList<>();
        verdicts.stream()
                .filter(verdict -> !verdict.isPassed())
                .forEach(verdict -> failures.add(verdict.gauge().words() + " grows"));
        for (Gauge gauge : Gauge.values()) {
            boolean judged = verdicts.stream().anyMatch(verdict -> verdict.gauge() == gauge);
            if (!judged && gauge.rule() != Gauge.Rule.SHOWN) {
                failures.add(gauge.words() + " was measured too rarely: let it run longer");
            }
        }
        if (last.problems() > 0) {
            failures.add("%,d releases are held, or rows did not fit".formatted(last.problems()));
        }
        return failures;
    }

    private static TextTable gauges(List<Verdict> verdicts) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT),
                List.of("what", "first", "mean", "last", "an hour", "% an hour", "verdict"));
        for (Verdict verdict : verdicts) {
            Trend trend = verdict.trend();
            Gauge gauge = verdict.gauge();
            table.add(List.of(
                    gauge.words(),
                    shown(gauge, verdict.first()),
                    shown(gauge, trend.mean()),
                    shown(gauge, verdict.last()),
                    (trend.slope() > 0 ? "+" : "") + shown(gauge, trend.anHour()),
                    "%+.2f ± %.2f".formatted(trend.percentAnHour(), trend.uncertaintyPercentAnHour()),
                    words(verdict)));
        }
        return table;
    }

    private static String words(Verdict verdict) {
        if (verdict.gauge().rule() == Gauge.Rule.SHOWN) {
            return "";
        }
        String word = verdict.isPassed() ? "pass" : "FAIL";
        if (verdict.gauge().rule() == Gauge.Rule.BOUNDED) {
            return word + ", at most "
                    + shown(verdict.gauge(), (double) verdict.gauge().most());
        }
        return verdict.isClose() ? word + ", uncertain: let it run longer" : word;
    }

    private static String shown(Gauge gauge, double value) {
        return gauge.isBytes() ? "%,.1f MB".formatted(value / MEGABYTE) : "%,.1f".formatted(value);
    }

    private static TextTable topics(List<Sample> samples, SoakPlan plan) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
                List.of("Kafka's log", "last", "an hour", "bytes a row loaded"));
        Optional<Sample> first = samples.stream()
                .filter(sample -> sample.seconds() >= plan.warmUp().toSeconds())
                .findFirst();
        Sample last = samples.get(samples.size() - 1);
        double hours = (last.seconds() - first.map(Sample::seconds).orElse(0.0)) / 3_600;
        long rows = last.rows() - first.map(Sample::rows).orElse(0L);
        for (String topic : new TreeSet<>(last.topics().keySet())) {
            long bytes = last.topics().getOrDefault(topic, 0L);
            long grown = bytes
                    - first.map(sample -> sample.topics().getOrDefault(topic, 0L))
                            .orElse(0L);
            table.add(List.of(
                    topic,
                    "%,.2f MB".formatted(bytes / MEGABYTE),
                    hours == 0 ? "" : "%+,.1f MB".formatted(grown / MEGABYTE / hours),
                    rows == 0 ? "" : "%.2f".formatted((double) grown / rows)));
        }
        return table;
    }
}
