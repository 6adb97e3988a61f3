package org.datawarp.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.datawarp.bench.soak.Trend.Point;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final double HOUR = 3_600;
    private static final SoakPlan HALF_AN_HOUR =
            new SoakPlan(Duration.ofMinutes(30), 40, 1, 0.5, Duration.ofSeconds(5), Duration.ZERO, true);

    private static Verdict verdict(Gauge gauge, DoubleUnaryOperator value) {
        List<Sample> samples = IntStream.range(0, 360)
                .mapToObj(i -> new Sample(i * 5.0, 1, 0, 0, 0, Map.of(gauge, value.applyAsDouble(i * 5.0)), Map.of()))
                .toList();
        return Verdict.of(gauge, samples, HALF_AN_HOUR).orElseThrow();
    }

    @Test
    void findsTheSlopeOfALine() {
        Trend trend = Trend.of(List.of(new Point(0, 100), new Point(1_800, 150), new Point(3_600, 200)));

        assertThat(trend.mean()).isEqualTo(150);
        assertThat(trend.anHour()).isCloseTo(100, within(1e-9));
        assertThat(trend.uncertainty()).isCloseTo(0, within(1e-9));
    }

    /** The true slope is within the uncertainty in about 95 of 100 runs, also when samples resemble each other. */
    @Test
    void isAsUncertainAsItSays() {
        Random random = new Random(1);
        int within = 0;
        for (int run = 0; run < 200; run++) {
            double[] noise = new double[240];
            for (int i = 1; i < noise.length; i++) {
                noise[i] = 0.6 * noise[i - 1] + random.nextGaussian();
            }
            Trend trend = Trend.of(IntStream.range(0, noise.length)
                    .mapToObj(i -> new Point(i, 1_000 + 0.01 * i + noise[i]))
                    .toList());
            within += Math.abs(trend.slope() - 0.01) <= trend.uncertainty() ? 1 : 0;
        }

        assertThat(within).isBetween(180, 199);
    }

    @Test
    void passesMemoryThatGrowsByLessThanOnePercentAnHour() {
        assertThat(verdict(Gauge.MEMORY, seconds -> 1_000 * (1 + 0.009 * seconds / HOUR))
                        .isPassed())
                .isTrue();
        assertThat(verdict(Gauge.MEMORY, seconds -> 1_000 * (1 + 0.011 * seconds / HOUR))
                        .isPassed())
                .isFalse();
    }

    @Test
    void doesNotJudgeTheFirstHalf() {
        assertThat(verdict(Gauge.MEMORY, seconds -> Math.min(seconds, 900))
                        .trend()
                        .slope())
                .isZero();
    }

    @Test
    void failsThreadsThatBecomeMoreAndPassesThoseThatComeAndGo() {
        assertThat(verdict(Gauge.THREADS, seconds -> 170 + Math.floor(seconds / 300))
                        .isPassed())
                .isFalse();
        assertThat(verdict(Gauge.THREADS, seconds -> 170 + seconds % 15).isPassed())
                .isTrue();
    }

    @Test
    void passesWhatGrowsUntilItsBound() {
        double bound = Gauge.WAL.most();

        assertThat(verdict(Gauge.WAL, seconds -> bound * seconds / HOUR).isPassed())
                .isTrue();
        assertThat(verdict(Gauge.WAL, seconds -> 3 * bound * seconds / HOUR).isPassed())
                .isFalse();
    }

    @Test
    void neverFailsWhatIsOnlyShown() {
        assertThat(verdict(Gauge.DATABASE, seconds -> seconds).isPassed()).isTrue();
    }

    @Test
    void saysWhenAnotherRunCouldSayOtherwise() {
        Random random = new Random(1);

        assertThat(verdict(Gauge.MEMORY, seconds -> 1_000 + 100 * random.nextGaussian())
                        .isClose())
                .isTrue();
        assertThat(verdict(Gauge.MEMORY, seconds -> 1_000).isClose()).isFalse();
    }
}
