package org.datawarp.operate.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.platform.setting.AlertSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that is away is tried again, and keeps nobody waiting. */
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AlertSettings.Telling TELLING = new AlertSettings.Telling(Duration.ofDays(1), "here");

    private final MovedClock clock = new MovedClock(Instant.parse("2025-04-10T08:00:00Z"));
    private final Metrics metrics = new Metrics();
    private final ShortMemory memory = new ShortMemory();
    private final Fake first = new Fake("webhook");
    private final Fake second = new Fake("slack");
    private final AlertDesk desk = new AlertDesk(memory, List.of(first, second), TELLING, metrics, clock);

    /** Takes messages, or does not. Safe for several threads. */
    private static final class Fake implements AlertTarget {
        private final String name;
        private final BlockingQueue<Message> taken = new LinkedBlockingQueue<>();
        private final List<Instant> tried = new ArrayList<>();
        private volatile boolean isAway;
        private volatile CountDownLatch hangs = new CountDownLatch(0);

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String where() {
            return "here";
        }

        @Override
        public String send(Message message) throws IOException, InterruptedException {
            synchronized (tried) {
                tried.add(message.at());
            }
            hangs.await();
            if (isAway) {
                throw new IOException("it is away");
            }
            taken.add(message);
            return "taken";
        }

        int tries() {
            synchronized (tried) {
                return tried.size();
            }
        }

        void expectMessage() throws InterruptedException {
            assertThat(taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void round(String... held) {
        clock.pass(Duration.ofMinutes(1));
        desk.hasTurn();
        desk.judge(new Measurements()
                .put(
                        Metric.APPLY_RELEASE_HELD,
                        List.of(held).stream()
                                .map(release -> Measurement.of(1, "visits", release))
                                .toList()));
    }

    @Test
    void oneThatHangsKeepsNobodyWaiting() throws InterruptedException {
        first.hangs = new CountDownLatch(1);
        round("2025-03");
        second.expectMessage();
        Awaitility.await().atMost(PATIENCE).until(() -> first.tries() == 1);
        round("2025-03", "2025-04");
        second.expectMessage();
        assertThat(first.taken).isEmpty();

        first.hangs.countDown();
        first.expectMessage();
        first.expectMessage();
    }

    @Test
    void oneThatIsAwayIsTriedEverMoreRarelyAndHearsOfEverythingInTheEnd() throws InterruptedException {
        first.isAway = true;
        Map<Integer, Integer> triesByMinute = Map.of(1, 1, 2, 2, 4, 3, 8, 4, 16, 5);
        for (int minute = 1; minute <= 16; minute++) {
            round("2025-03");
            Integer tries = triesByMinute.get(minute);
            if (tries != null) {
                Awaitility.await().atMost(PATIENCE).until(() -> failures() == tries);
            }
        }
        assertThat(first.tries()).isEqualTo(5);

        first.isAway = false;
        clock.pass(Duration.ofMinutes(20));
        round("2025-03");
        first.expectMessage();
    }

    private int failures() {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith("datawarp_alerts_send_failures_total{target=\"webhook\"}"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    @Test
    void whatWasTakenIsKeptAtOnce() throws InterruptedException {
        round("2025-03");
        first.expectMessage();
        second.expectMessage();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(memory.told()).hasSize(2));
    }

    @Test
    void sendsNoMessageWithoutEnd() throws InterruptedException {
        String[] many = new String[Delivery.MOST_NOTICES + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = "release-" + i;
        }
        round(many);

        assertThat(first.taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS).notices())
                .hasSize(Delivery.MOST_NOTICES);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            round(many);
            assertThat(first.taken).isNotEmpty();
        });
        assertThat(first.taken.element().notices()).hasSize(1);
    }
}
