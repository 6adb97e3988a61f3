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

/** The short form of {@code bench/chaos --form CLUSTER}: ten processes, and minutes until they have all begun. */
@Tag("slow")
class ClusterChaosIT {

    @TempDir
    private Path work;

    @Test
    @Tag("A20")
    void losesNothingWhicheverBrokerOrInstanceIsKilledAndHasOthersTakeOver() throws Exception {
        StringWriter log = new StringWriter();
        ChaosPlan plan = new ChaosPlan(ChaosPlan.Form.CLUSTER, 3, 6, 9, 9_000, Duration.ofSeconds(20));

        ChaosReport report = new ChaosRun(plan, work, new PrintWriter(log, true)).run();

        assertThat(report.problems()).as(log.toString()).isEmpty();
        assertThat(report.kills()).containsKeys("a broker", "an instance of apply");
        assertThat(report.takeOvers()).isNotEmpty();
        assertThat(report.differences())
                .containsOnlyKeys("PostgreSQL", "Parquet", "Parquet before the late corrections");
        assertThat(report.differences().values())
                .allMatch(Difference::isNone)
                .extracting(Difference::rows)
                .allMatch(rows -> rows > 8_500);
    }
}
