package org.datawarp.app.role;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.operate.lineage.LineageFollower;
import org.datawarp.operate.lookout.Alerting;
import org.datawarp.operate.metrics.Monitoring;
import org.datawarp.operate.registry.SchemaAnnouncer;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.AlertSettings;
import org.datawarp.platform.setting.LineageSettings;
import org.datawarp.platform.setting.MetricsSettings;
import org.datawarp.platform.setting.RegistrySettings;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/**
 * The settings of a process with roles.
 *
 * @param registry also empty if no role has schemas to announce
 * @param lineage also empty if no role loads
 */
public record RoleSettings(
        Set<Role> roles,
        Settings settings,
        Optional<MetricsSettings> metrics,
        AlertSettings alerts,
        Optional<RegistrySettings> registry,
        Optional<LineageSettings> lineage) {

    /** @throws org.datawarp.platform.setting.InvalidSettingsException naming what is wrong */
    public static RoleSettings read(Set<Role> roles, Settings settings, Map<String, String> environment) {
        return new RoleSettings(
                roles,
                settings,
                MetricsSettings.read(environment),
                Alerting.settings(environment),
                RegistrySettings.read(environment).filter(unused -> roles.contains(Role.CAPTURE)),
                LineageSettings.read(environment).filter(unused -> roles.contains(Role.APPLY)));
    }

    /** The work of a command while its roles run. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Pipeline pipeline, EventLog events, Alerting alerting) throws IOException, InterruptedException;
    }

    /** Runs the roles, monitored and reported, until the work is done. */
    public <T> T run(Endpoints endpoints, Monitoring monitoring, ProgressDisplay display, StopSignal stop, Work<T> work)
            throws IOException, InterruptedException, TimeoutException {
        String name = roles.size() == 1 ? roles.iterator().next().name().toLowerCase(Locale.ROOT) : "up";
        try (Alerting alerting = Alerting.start(
                        settings, alerts, endpoints, new Alerting.Watched(roles, monitoring.metrics(), stop));
                EventTopic topic = new EventTopic(endpoints.kafkaProperties())) {
            EventLog events = display.and(monitoring.counting(topic, topic::lost));
            try (Pipeline pipeline = Pipeline.start(roles, settings, endpoints, events, stop::fail);
                    SchemaAnnouncer schemas = SchemaAnnouncer.start(endpoints.kafkaProperties(), registry);
                    LineageFollower follower = LineageFollower.start(endpoints, lineage)) {
                record(events, EventType.ROLE_STARTED, Map.of(Fact.ROLE, name));
                try {
                    return work.run(pipeline, events, alerting);
                } finally {
                    stop.failure()
                            .map(failure -> Map.of(Fact.ROLE, name, Fact.MESSAGE, String.valueOf(failure.getMessage())))
                            .ifPresentOrElse(
                                    facts -> record(events, EventType.ROLE_FAILED, facts),
                                    () -> record(events, EventType.ROLE_STOPPED, Map.of(Fact.ROLE, name)));
                }
            }
        }
    }

    private static void record(EventLog events, EventType type, Map<Fact, String> facts) {
        events.record(new Event(type, "", "", "", facts, InstantSource.system().instant()));
    }
}
