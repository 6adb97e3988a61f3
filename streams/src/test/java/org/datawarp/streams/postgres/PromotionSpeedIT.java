package org.datawarp.streams.postgres;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures, on request: {@code -Ddatawarp.measure=true -Dit.test=PromotionSpeedIT}. Proves nothing. */
@EnabledIfSystemProperty(named = "datawarp.measure", matches = "true")
class PromotionSpeedIT {

    private static final Logger LOG = LoggerFactory.getLogger(PromotionSpeedIT.class);

    private static final int ROWS = Integer.getInteger("datawarp.measure.rows", 1_000_000);
    private static final int ROWS_OF_A_SHEET = 50_000;

    private static final Manifest TWELVE_COLUMNS = TestManifests.of("""
            dataset: waits
            title: Waits
            description: Twelve columns
            fields:
              - {name: provider, headings: [a], role: key}
              - {name: specialty, headings: [b], role: key}
              - {name: provider_name, headings: [c], role: dimension}
              - {name: region, headings: [d], role: dimension}
              - {name: patients, headings: [e], type: integer, role: measure}
              - {name: admitted, headings: [f], type: integer, role: measure}
              - {name: waiting, headings: [g], type: integer, role: measure}
              - {name: median, headings: [h], type: number, role: measure}
              - {name: share, headings: [i], type: number, role: measure}
              - {name: cost, headings: [j], type: 'decimal(12,2)', role: measure}
              - {name: note, headings: [k], role: attribute}
              - {name: updated, headings: [l], type: date, role: attribute}
            """);

    private final List<String> figures = new ArrayList<>();

    @Test
    void measuresOneLargeRelease() throws Exception {
        try (TestLoader loader = new TestLoader(TestDatabase.create())) {
            measure(loader, "empty table", release("1", 3, 0));
            measure(loader, "the same again", release("2", 3, 0).at("2025-05-02T00:00:00Z"));
            measure(loader, "one row in 100 altered", release("3", 3, 100).at("2025-05-03T00:00:00Z"));
            measure(loader, "the next month", release("4", 4, 0).at("2025-06-01T00:00:00Z"));
            measure(loader, "every row altered", release("5", 4, 1).at("2025-06-02T00:00:00Z"));
        }
        figures.forEach(figure -> LOG.atInfo().log(figure));
    }

    @Test
    void measuresOneMonthAmongMany() throws Exception {
        try (TestLoader loader = new TestLoader(TestDatabase.create())) {
            for (int month = 1; month <= 12; month++) {
                loader.load(release("%d0".formatted(month), month, 0));
            }
            measure(loader, "a month of twelve again", release("200", 5, 0).at("2025-06-01T00:00:00Z"));
            measure(loader, "a month of twelve with 1 %", release("300", 5, 100).at("2025-07-01T00:00:00Z"));
        }
        figures.forEach(figure -> LOG.atInfo().log(figure));
    }

    private void measure(TestLoader loader, String what, TestRelease release) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> messages = loader.announce(release);
        Clock start = clock(loader);
        loader.stageAll(messages, 1);
        Clock staged = clock(loader);
        loader.decide();
        Clock decided = clock(loader);
        ReleaseStatus status = loader.status(release);
        figures.add("%s: staged in %s, decided in %s, %s %s"
                .formatted(what, staged.since(start), decided.since(staged), status.state(), status.counts()));
    }

    /** The wall's time tells little on a machine that is shared: the processor's tells more. */
    private record Clock(long wallNanos, long loaderNanos, long serverNanos) {

        String since(Clock before) {
            return "%d ms (processor: loader %d ms, server %d ms)"
                    .formatted(
                            (wallNanos - before.wallNanos) / 1_000_000,
                            (loaderNanos - before.loaderNanos) / 1_000_000,
                            (serverNanos - before.serverNanos) / 1_000_000);
        }
    }

    private static Clock clock(TestLoader loader) throws Exception {
        Path stat = Path.of("/proc", loader.query("SELECT pg_backend_pid()").get(0), "stat");
        String[] fields = Files.readString(stat).replaceAll("^.*\\) ", "").split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        return new Clock(System.nanoTime(), thread, ticks * 10_000_000);
    }

    private static TestRelease release(String run, int month, int everyNthAltered) {
        Period period = Period.month(YearMonth.of(2025, month));
        TestRelease release = new TestRelease(TWELVE_COLUMNS, run, period);
        for (int i = 0; i < ROWS; i++) {
            if (i % ROWS_OF_A_SHEET == 0) {
                release.sheet();
            }
            boolean altered = everyNthAltered > 0 && i % everyNthAltered == 0;
            release.row(
                    period,
                    "R" + i / 100,
                    "C_" + i % 100,
                    "The provider number " + i / 100,
                    "Region " + i % 7,
                    (long) i % 1000 + (altered ? 1 : 0),
                    (long) i % 313,
                    i % 10 == 0 ? null : (long) i % 97,
                    i / 3.0,
                    i % 1000 / 1000.0,
                    BigDecimal.valueOf(i, 2),
                    i % 50 == 0 ? "provisional" : null,
                    period.end());
        }
        return release;
    }
}
