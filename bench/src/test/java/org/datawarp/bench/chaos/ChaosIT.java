package org.datawarp.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.datawarp.bench.chaos.FinalComparison.Difference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short forms of {@code bench/chaos}. */
@Tag("slow")
class ChaosIT {

    @TempDir
    private Path work;

    private final StringWriter log = new StringWriter();

    private ChaosReport run(ChaosPlan plan) throws Exception {
        return new ChaosRun(plan, work, new PrintWriter(log, true)).run();
    }

    private void assertNothingIsLost(ChaosReport report) {
        assertThat(report.problems()).as(log.toString()).isEmpty();
        assertThat(report.differences())
                .containsOnlyKeys("PostgreSQL", "Parquet", "Parquet before the late corrections");
        assertThat(report.differences().values())
                .allMatch(Difference::isNone)
                .extracting(Difference::rows)
                .allMatch(rows -> rows > 8_500);
    }

    @Test
    @Tag("A1")
    void losesNothingAndShowsOnlyWholeReleasesWhateverIsKilled() throws Exception {
        ChaosReport report = run(new ChaosPlan(ChaosPlan.Form.UP, 5, 5, 9, 9_000, Duration.ofSeconds(12)));

        assertNothingIsLost(report);
        assertThat(report.kills().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(5);
    }

    /** Ten processes, which take minutes to start. */
    @Test
    @Tag("A20")
    void losesNothingWhicheverBrokerOrInstanceIsKilledAndHasOthersTakeOver() throws Exception {
        ChaosReport report = run(new ChaosPlan(ChaosPlan.Form.CLUSTER, 3, 6, 9, 9_000, Duration.ofSeconds(20)));

        assertNothingIsLost(report);
        assertThat(report.kills()).containsKeys("a broker", "an instance of apply");
        assertThat(report.takeOvers()).isNotEmpty();
    }
}
