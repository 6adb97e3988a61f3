package org.datawarp.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.promotion.Rollbacks;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are put forward and back by up to a day decide nothing: what is published last is what is seen. */
@Tag("D7")
class ClockIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest MENDED = TestManifests.of(TestManifests.WAITS + "max-rejected: 0.2\n");
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PARTITIONS = 2;
    private static final int ATTEMPTS = 8;

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    /** A row on each partition. */
    private static TestRelease march(int number, Instant openedAt) {
        return new TestRelease(WAITS, String.valueOf(number), MARCH, PARTITIONS)
                .at(openedAt)
                .file((char) ('0' + number))
                .sheet()
                .row(MARCH, "RAL", "Royal", (long) number, null, null)
                .sheet()
                .row(MARCH, "RBB", "Bath", 10L + number, null, null);
    }

    private static Instant stepped(Random random) {
        return TestLoader.NOW.plusMillis(random.nextLong(-DAY.toMillis(), DAY.toMillis()));
    }

    /** One partition may be far ahead of the other. */
    private void load(TestRelease release, boolean lastPartitionFirst) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> messages = loader.announce(release);
        Predicate<ConsumerRecord<byte[], byte[]>> isFirst = message -> lastPartitionFirst == (message.partition() > 0);
        loader.stageAll(messages.stream().filter(isFirst).toList(), PARTITIONS);
        loader.stageAll(messages.stream().filter(isFirst.negate()).toList(), PARTITIONS);
        loader.decide();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void showsWhatWasPublishedLastWhateverTheClocksSay(long seed) throws SQLException {
        Random random = new Random(seed);
        for (int number = 1; number <= ATTEMPTS; number++) {
            TestRelease release = march(number, stepped(random));
            loader.at(stepped(random));
            load(release, random.nextBoolean());

            assertThat(loader.status(release).state()).isEqualTo(ReleaseState.PROMOTED);
            assertThat(loader.rows("waits", "provider, patients"))
                    .containsExactly("RAL|" + number, "RBB|" + (10 + number));
            if (random.nextBoolean()) {
                loader.restart();
            }
        }

        assertThat(loader.query("SELECT run FROM datawarp.releases ORDER BY opened_at"))
                .isSorted()
                .hasSize(ATTEMPTS);
        assertThat(loader.query("SELECT run FROM datawarp.releases ORDER BY promoted_at"))
                .isSorted();
        assertThat(loader.query("SELECT to_char(_revision, '000') FROM data.%s ORDER BY _revised_at, _revision"
                        .formatted(Revisions.nameOf(new DatasetName("waits")))))
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void goesBackStepByStepThroughWhatWasPublished(long seed) throws SQLException {
        Random random = new Random(seed);
        for (int number = 1; number <= 4; number++) {
            loader.at(stepped(random));
            load(march(number, stepped(random)), false);
        }

        for (int number = 3; number >= 1; number--) {
            Instant now = stepped(random);
            new Rollbacks(loader.database(), event -> {}, () -> now).apply(new Rollbacks.Target(WAITS, null, null));

            assertThat(loader.rows("waits", "provider, patients"))
                    .containsExactly("RAL|" + number, "RBB|" + (10 + number));
        }
    }

    @Test
    void replaysWinInTheOrderInWhichTheyBegan() throws SQLException {
        load(march(1, TestLoader.NOW), false);
        List<String> begun = new ArrayList<>();
        for (int step = 1; step <= 3; step++) {
            ReleaseStatus last = new ReleaseStore(loader.database())
                    .find(WAITS.publication().name(), march(1, TestLoader.NOW).name())
                    .get(0);
            String run = "%016x".formatted(0xa0 + step);
            InstantSource back = InstantSource.fixed(TestLoader.NOW.minus(DAY.multipliedBy(step)));
            try (AttemptTransaction transaction = AttemptTransaction.open(loader.database(), event -> {}, back)) {
                ReleaseAttempt attempt = transaction.begin(last, MENDED, run);
                GivenRows.give(march(1, TestLoader.NOW), attempt);
                attempt.apply();
                transaction.commit();
            }
            begun.add(run);
            String raw = march(1, TestLoader.NOW).run();
            assertThat(new ReleaseStore(loader.database()).outcomes(List.of(raw, "never begun")))
                    .containsOnlyKeys(raw)
                    .hasEntrySatisfying(
                            raw, outcome -> assertThat(outcome.run()).isEqualTo(run));
        }
        assertThat(loader.query("SELECT run FROM datawarp.releases WHERE raw_run IS NOT NULL ORDER BY begun_at"))
                .isEqualTo(begun);
    }
}
