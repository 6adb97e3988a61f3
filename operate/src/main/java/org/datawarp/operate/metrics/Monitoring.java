package org.datawarp.operate.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.InvalidSettingsException;
import org.datawarp.platform.setting.MetricsSettings;
import org.datawarp.platform.setting.Setting;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.sinks.change.CaptureHealth;
import org.datawarp.streams.database.DatabaseProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what a process measures and whether it is well, where a port is set for it: from its very start, so that it can
 * be seen to start. Owned and closed by one thread.
 */
public final class Monitoring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Metrics metrics;
    private final Optional<MetricsServer> server;
    private final Health health;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    private Monitoring(Metrics metrics, Optional<MetricsServer> server, Health health) {
        this.metrics = metrics;
        this.server = server;
        this.health = health;
    }

    /**
     * Starts serving. The process lives, and is not ready before {@link #started}.
     *
     * @param where empty to serve nothing
     * @param stop reports when the process's work has ended by a failure
     * @throws InvalidSettingsException when it cannot be served there
     */
    public static Monitoring start(Optional<MetricsSettings> where, StopSignal stop) {
        Metrics metrics = new Metrics();
        Health health = new Health(stop::failure);
        Optional<MetricsServer> server = where.map(address -> serve(address, metrics, health));
        Monitoring monitoring = new Monitoring(metrics, server, health);
        health.add("started", () -> monitoring.started.get() ? "" : "it is starting");
        return monitoring;
    }

    private static MetricsServer serve(MetricsSettings where, Metrics metrics, Health health) {
        try {
            return MetricsServer.start(new InetSocketAddress(where.host(), where.port()), metrics, health);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    List.of("%s: found %s:%d, expected an address of this machine with a port that is free: %s"
                            .formatted(Setting.DATAWARP_METRICS_PORT, where.host(), where.port(), e.getMessage())));
        }
    }

    /** What is served. */
    public Metrics metrics() {
        return metrics;
    }

    /** Where it is served; empty when nothing is. */
    public Optional<InetSocketAddress> address() {
        return server.map(MetricsServer::address);
    }

    /** The metrics at an address. */
    public static String url(InetSocketAddress where) {
        return "http://%s:%d/metrics".formatted(where.getHostString(), where.getPort());
    }

    /**
     * Counts what happens in this process, and passes it on.
     *
     * @param lost how many events the log has lost
     */
    public EventLog counting(EventLog log, LongSupplier lost) {
        server.ifPresent(
                serving -> serving.add("events", into -> into.put(Metric.PROCESS_EVENTS_LOST_TOTAL, lost.getAsLong())));
        EventMetrics counted = new EventMetrics(metrics);
        return event -> {
            counted.record(event);
            log.record(event);
        };
    }

    /** From now on, the process is ready when its services answer and its roles run. */
    public void started(Set<Role> roles, Endpoints endpoints, Pipeline pipeline) {
        server.ifPresent(serving -> {
            KafkaSigns kafka = KafkaSigns.open(endpoints.kafkaProperties(), PATIENCE);
            owned.push(kafka);
            health.add("kafka", () -> kafka.brokers() > 0 ? "" : "no broker answers");
            DatabaseSettings database = endpoints.database(DatabaseRole.WRITER).settings();
            if (roles.stream().anyMatch(EnumSet.of(Role.FETCH, Role.APPLY, Role.CAPTURE)::contains)) {
                health.add("postgresql", () -> {
                    DatabaseProbe.check(database);
                    return "";
                });
            }
            watch(serving, kafka, database, pipeline);
        });
        started.set(true);
    }

    private void watch(MetricsServer serving, KafkaSigns kafka, DatabaseSettings database, Pipeline pipeline) {
        pipeline.topology().ifPresent(topology -> {
            health.add("apply", () -> topology.isRunning() ? "" : "its partitions are being shared out");
            serving.add("apply", new LoadMetrics(database, kafka));
        });
        pipeline.capture().ifPresent(capture -> {
            health.add("capture", () -> problem(capture.health()));
            serving.add("capture", into -> measure(capture.health(), database, into));
        });
        pipeline.storeInUse()
                .ifPresent(store -> serving.add("sink", new StoreMetrics(store.store(), store.usage(), kafka)));
    }

    private static void measure(CaptureHealth capture, DatabaseSettings database, Measurements into)
            throws SQLException {
        Instant last = capture.lastCommitAt();
        if (last != null) {
            into.put(Metric.CAPTURE_LAST_COMMIT_TIMESTAMP_SECONDS, List.of(Measurement.of(Metrics.seconds(last))));
        }
        try (DatabaseSigns signs = DatabaseSigns.open(database)) {
            signs.slot().ifPresent(slot -> into.put(Metric.CAPTURE_WAL_RETAINED_BYTES, slot.keptLogBytes()));
        }
    }

    private static String problem(CaptureHealth capture) {
        if (capture.state() == CaptureHealth.State.RUNNING) {
            return "";
        }
        return capture.problem() == null ? "it is " + capture.state() : capture.problem();
    }

    @Override
    public void close() {
        server.ifPresent(MetricsServer::close);
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                LOG.atDebug().setCause(e).log("Monitoring did not stop in order");
            }
        }
    }
}
