package org.datawarp.operate.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.datawarp.operate.alerts.Alert;
import org.datawarp.operate.alerts.AlertDesk;
import org.datawarp.operate.alerts.Desks;
import org.datawarp.operate.alerts.HookServer;
import org.datawarp.operate.alerts.MovedClock;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.operate.metrics.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each alert is fired by its cause, told once, and over by its cure; nothing else is told meanwhile. */
class AlertCausesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovedClock clock = new MovedClock(Instant.parse("2026-02-20T12:00:00Z"));
    private final WatchedWorld world = new WatchedWorld(clock);
    private final Metrics metrics = new Metrics();
    private HookServer hook;
    private AlertDesk desk;

    @BeforeEach
    void start() throws IOException {
        hook = HookServer.start();
        desk = Desks.posting(hook.address(), metrics, clock);
    }

    @AfterEach
    void stop() {
        desk.close();
        hook.close();
    }

    private void look() throws Exception {
        Measurements measured = new Measurements();
        for (Source source : world.sources()) {
            source.measure(measured);
        }
        assertThat(desk.hasTurn()).isTrue();
        desk.judge(measured);
    }

    private void lookFor(Duration time) throws Exception {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(MINUTE)) {
            clock.pass(MINUTE);
            look();
        }
    }

    private void awaitHeard(String... notices) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hook.heard()).containsExactly(notices));
    }

    @ParameterizedTest
    @EnumSource(Alert.class)
    void firesByItsCauseAndIsOverByItsCure(Alert alert) throws Exception {
        look();
        lookFor(MINUTE);
        assertThat(metrics.text()).contains(Desks.firing(alert, 0));

        world.cause(alert);
        look();
        lookFor(WatchedWorld.shows(alert).plus(Desks.holds(alert)));
        awaitHeard("firing " + alert.id());
        assertThat(metrics.text()).contains(Desks.firing(alert, 1));

        world.cure(alert);
        look();
        lookFor(Desks.eases());
        awaitHeard("firing " + alert.id(), "over " + alert.id());
        assertThat(metrics.text()).contains(Desks.firing(alert, 0));
    }

    @ParameterizedTest
    @EnumSource(Alert.class)
    void isNotFiredBeforeItsCauseHasHeldForItsTime(Alert alert) throws Exception {
        Duration holds = WatchedWorld.shows(alert).plus(Desks.holds(alert));
        look();
        world.cause(alert);
        look();
        lookFor(holds.minus(MINUTE));

        assertThat(metrics.text()).contains(Desks.firing(alert, holds.isZero() ? 1 : 0));
    }

    /** Nothing of an ordinary day is worth a call. */
    @Test
    void keepsStillWhileAllIsWell() throws Exception {
        lookFor(Duration.ofHours(3));

        assertThat(List.of(Alert.values()))
                .allSatisfy(alert -> assertThat(metrics.text()).contains(Desks.firing(alert, 0)));
        assertThat(hook.heard()).isEmpty();
    }
}
