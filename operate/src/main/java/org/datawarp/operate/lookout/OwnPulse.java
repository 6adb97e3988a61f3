package org.datawarp.operate.lookout;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.store.PulseStore;
import org.datawarp.operate.vitals.Machine;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.StoreUsage.OperationClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives signs of life of this process to the database, with what only it knows: a process that is killed cannot report it.
 * Closed by its owner.
 */
final class OwnPulse implements AutoCloseable {

    /** The names of the reported values. */
    static final String DISK_FREE = "disk_free_bytes";

    static final String DISK_LEAST = "disk_least_bytes";
    static final String MONTH_OPERATIONS = "month_operations_";
    static final String PUBLISHING_PAUSED = "publishing_paused";

    static final Duration EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(OwnPulse.class);
    private static final String R2 = ".r2.cloudflarestorage.com";

    private final String process = UUID.randomUUID().toString();
    private final PulseStore store;
    private final Settings settings;
    private final boolean isOnR2;
    private final List<String> roles;
    private final StopSignal stop;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "pulse");
        made.setDaemon(true);
        return made;
    });
    private volatile @Nullable StoreUsage usage;
    private volatile boolean hasDone;

    private OwnPulse(PulseStore store, Settings settings, boolean isOnR2, List<String> roles, StopSignal stop) {
        this.store = store;
        this.settings = settings;
        this.isOnR2 = isOnR2;
        this.roles = roles;
        this.stop = stop;
    }

    /**
     * Starts it, as soon as the database is known: what does not arrive is sent again half a minute later.
     *
     * @param roles that this process has
     * @param stop reports whether it was stopped in order
     */
    static OwnPulse start(Settings settings, Endpoints endpoints, Set<Role> roles, StopSignal stop) {
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        String host = endpoints.store().endpoint().getHost();
        OwnPulse pulse = new OwnPulse(
                new PulseStore(database.settings()),
                settings,
                host != null && host.endsWith(R2),
                roles.stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                stop);
        Future<?> unused = pulse.thread.scheduleWithFixedDelay(pulse::beat, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return pulse;
    }

    /** The unique name of this process. */
    String process() {
        return process;
    }

    /** From now on, reports how much of the store is used, and whether there is budget for more. */
    void using(StoreUsage counted) {
        usage = counted;
    }

    private void beat() {
        try {
            store.beat(process, roles, figures());
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("A sign of life did not arrive; the next one may");
        }
    }

    private Map<String, Double> figures() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Files.createDirectories(settings.dataDirectory());
        figures.put(DISK_FREE, (double) Machine.freeBytes(settings.dataDirectory()));
        figures.put(DISK_LEAST, (double) settings.room().leastFreeBytes());
        StoreUsage counted = usage;
        if (counted != null) {
            figures.putAll(figures(counted.counts()));
        }
        return figures;
    }

    private Map<String, Double> figures(StoreUsage.Counts counts) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(PUBLISHING_PAUSED, counts.waits().isEmpty() ? 0.0 : 1.0);
        if (isOnR2) {
            Map<OperationClass, Long> month = counts.month();
            for (OperationClass operation : List.of(OperationClass.A, OperationClass.B)) {
                figures.put(MONTH_OPERATIONS + operation, (double) month.getOrDefault(operation, 0L));
            }
        }
        return figures;
    }

    /** The process has done what it was started for. */
    void done() {
        hasDone = true;
    }

    /** The last sign of life, which stays when the process does not end in order. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        boolean ended = thread.awaitTermination(EVERY.toSeconds(), TimeUnit.SECONDS);
        boolean inOrder = ended && stop.failure().isEmpty() && (hasDone || stop.isSet());
        if (inOrder) {
            try {
                store.end(process);
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("The signs of life of this process could not be removed");
            }
        }
    }
}
