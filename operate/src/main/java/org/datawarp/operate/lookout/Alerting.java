package org.datawarp.operate.lookout;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.datawarp.operate.alerts.AlertDesk;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.AlertSettings;
import org.datawarp.platform.setting.Settings;

/**
 * The part of a process in alerting: it gives signs of life, and checks the whole installation when it is its turn. Starts
 * before the roles do, since they wait for their services. Closed by its owner.
 */
public final class Alerting implements AutoCloseable {

    private final OwnPulse pulse;
    private final Lookout lookout;

    private Alerting(OwnPulse pulse, Lookout lookout) {
        this.pulse = pulse;
        this.lookout = lookout;
    }

    /**
     * The process that gives signs of life.
     *
     * @param roles that it has
     * @param metrics get what is measured and what fires
     * @param stop reports whether it was stopped in order
     */
    public record Watched(Set<Role> roles, Metrics metrics, StopSignal stop) {

        public Watched {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Starts both.
     *
     * @param told who is notified of alerts
     */
    public static Alerting start(Settings settings, AlertSettings told, Endpoints endpoints, Watched process) {
        OwnPulse pulse = OwnPulse.start(settings, endpoints, process.roles(), process.stop());
        Settings.Database writer = endpoints.database(DatabaseRole.WRITER);
        AlertDesk desk = AlertDesk.open(
                new AlertStore(writer.settings()), told, pulse.process(), Lookout.LEASE, process.metrics());
        if (process.roles().contains(Role.FETCH)) {
            desk.standingIn();
        }
        Lookout lookout = new Lookout(desk, () -> new LookoutSources(settings, endpoints), process.metrics());
        return new Alerting(pulse, lookout.start(Lookout.EVERY));
    }

    /**
     * Who is notified.
     *
     * @param environment as {@link System#getenv()}
     * @throws org.datawarp.platform.setting.InvalidSettingsException naming everything that is wrong
     */
    public static AlertSettings settings(Map<String, String> environment) {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return AlertSettings.read(environment, process.substring(process.indexOf('@') + 1));
    }

    /** The roles run: what only they know is measured, too. */
    public void started(Pipeline pipeline) {
        pipeline.storeUsage().ifPresent(pulse::using);
    }

    /** The process has done what it was started for. */
    public void done() {
        pulse.done();
    }

    @Override
    public void close() throws InterruptedException {
        lookout.close();
        pulse.close();
    }
}
