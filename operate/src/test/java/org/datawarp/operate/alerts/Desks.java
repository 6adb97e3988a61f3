package org.datawarp.operate.alerts;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.platform.setting.AlertSettings;

/** Desks for the tests of other packages. */
public final class Desks {

    private Desks() {}

    /** One that always has the turn and posts to an address. */
    public static AlertDesk posting(URI address, Metrics metrics, InstantSource clock) {
        AlertSettings settings = settings(address);
        return new AlertDesk(new ShortMemory(), AlertTarget.of(settings), settings.telling(), metrics, clock);
    }

    /** One of a process that takes its turn with others, and posts to an address. */
    public static AlertDesk posting(URI address, AlertStore store, String holder, InstantSource clock) {
        AlertSettings settings = settings(address);
        AlertMemory memory = AlertMemory.in(store, holder, Duration.ofMinutes(5));
        return new AlertDesk(memory, AlertTarget.of(settings), settings.telling(), new Metrics(), clock);
    }

    /** With a webhook only. */
    public static AlertSettings settings(URI address) {
        return new AlertSettings(
                new AlertSettings.Telling(Duration.ofDays(1), "here"),
                Optional.of(address),
                Optional.empty(),
                Optional.empty());
    }

    /** How long the cause of an alert has to hold. */
    public static Duration holds(Alert alert) {
        return alert.holds();
    }

    /** How long it has to be gone. */
    public static Duration eases() {
        return Alert.EASED_FOR;
    }

    /** What Prometheus shows while an alert fires at so many places. */
    public static String firing(Alert alert, int places) {
        return "datawarp_alerts_firing{alert=\"%s\",severity=\"%s\"} %d"
                .formatted(alert.id(), alert.severity(), places);
    }
}
