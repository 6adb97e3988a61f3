package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the speed, only on request: {@code -Ddatawarp.speed.rows=300000}. */
class ChangeCaptureSpeedIT {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeCaptureSpeedIT.class);
    private static final int ROWS = Integer.getInteger("datawarp.speed.rows", 0);
    private static final int ROUNDS = 4;
    private static final double NANOS = 1e9;
    private static final double LEAST_MICROS = 0.2;

    private static final String COLUMNS =
            "org_code text, practice_name text, region text, gender text, age_band text, measure text,"
                    + " value double precision, denominator bigint, rate numeric(12,4), flag boolean,"
                    + " seen date, noted timestamp";

    private static final String INSERT = """
            INSERT INTO data.facts
            SELECT gen_random_uuid(), '2025-01-01', '2025-01-31', 'month', 'A' || (81000 + i %% 7000),
                'Practice name ' || (i %% 7000), 'Y' || (i %% 60), CASE i %% 2 WHEN 0 THEN 'Female' ELSE 'Male' END,
                (i %% 90) || '-' || (i %% 90 + 4), 'measure_' || (i %% 25), i * 0.37, i %% 10000, (i %% 100) + 0.1234,
                i %% 3 = 0, date '2025-01-01' + (i %% 30), timestamp '2025-01-01 10:00' + i * interval '1 second',
                '2025-01', repeat('ab', 32), 'Table 1', i, 1
            FROM generate_series(1, %d) i
            """;

    @TempDir
    static Path directory;

    @Test
    void measuresInserts() throws Exception {
        assumeTrue(ROWS > 0, "Measured on request only: -Ddatawarp.speed.rows=300000");
        try (CaptureStack stack = CaptureStack.start(directory)) {
            stack.empty();
            stack.createTable("facts", COLUMNS);
            AtomicInteger failures = new AtomicInteger();
            try (ChangeCapture capture = new ChangeCapture(
                    stack.settings(), event -> {}, InstantSource.system(), failure -> failures.incrementAndGet())) {
                capture.start();
                capture.awaitReady(Duration.ofMinutes(1));
                for (int round = 1; round <= ROUNDS; round++) {
                    stack.sql(INSERT.formatted(ROWS));
                    Map<String, Long> cpu = cpuNanos();
                    long start = System.nanoTime();
                    long expected = (long) ROWS * round;
                    Awaitility.await()
                            .atMost(Duration.ofMinutes(5))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> capture.health().changes() >= expected);
                    double seconds = (System.nanoTime() - start) / NANOS;
                    LOG.atInfo().log("{} inserts in {} s: {} a second", ROWS, seconds, (long) (ROWS / seconds));
                    LOG.atInfo().log("CPU of threads, microseconds a change: {}", spent(cpu));
                }
            }
            assertThat(failures).hasValue(0);
        }
    }

    private static Map<String, Long> cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> nanos = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null) {
                nanos.put(thread.getThreadName() + "#" + id, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }

    private static Map<String, Double> spent(Map<String, Long> before) {
        Map<String, Double> spent = new TreeMap<>();
        cpuNanos().forEach((thread, nanos) -> {
            double micros = (nanos - before.getOrDefault(thread, 0L)) / 1_000.0 / ROWS;
            if (micros > LEAST_MICROS) {
                spent.put(thread, Math.round(micros * 10) / 10.0);
            }
        });
        return spent;
    }
}
