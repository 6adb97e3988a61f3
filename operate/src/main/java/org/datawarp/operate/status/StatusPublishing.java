package org.datawarp.operate.status;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.status.StatusReport;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.StoreWait;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how the publications stand, on a thread of its own: looks once a minute and at its end, and writes as seldom as {@link
 * StatusWriter} says. What fails is tried again with the next look, and holds up nothing else. Closed by its owner, who
 * keeps the store.
 */
public final class StatusPublishing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPublishing.class);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);

    private final DatabaseSettings database;
    private final Manifests manifests;
    private final Duration halfWindow;
    private final Opening opening;
    private final InstantSource clock;
    private final WatchStore watches;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "status");
        daemon.setDaemon(true);
        return daemon;
    });
    private @Nullable Opened opened;
    private String told = "";

    /** Reads what publications there are, which changes now and then. */
    @FunctionalInterface
    public interface Manifests {
        List<Manifest> read() throws IOException;
    }

    /**
     * What is written to.
     *
     * @param store where the report goes
     * @param usage of that store
     * @param end called once nothing is written any more
     */
    public record Target(ObjectStore store, StoreUsage usage, Runnable end) {}

    /** Opens what is written to: asked again with the next look while the store does not answer. */
    @FunctionalInterface
    public interface Opening {
        Target open() throws IOException;
    }

    /** What is written to, once it is open. */
    private record Opened(Target target, StatusWriter writer) {}

    private StatusPublishing(
            DatabaseSettings database, Manifests manifests, Duration halfWindow, Opening opening, InstantSource clock) {
        this.database = database;
        this.manifests = manifests;
        this.halfWindow = halfWindow;
        this.opening = opening;
        this.clock = clock;
        this.watches = new WatchStore(database);
    }

    /**
     * Starts looking.
     *
     * @param halfWindow how wide the calendar's windows are at least
     */
    @SuppressWarnings("FutureReturnValueIgnored") // A look says itself what fails.
    public static StatusPublishing start(
            DatabaseSettings database, Manifests manifests, Duration halfWindow, Opening opening, InstantSource clock) {
        StatusPublishing publishing = new StatusPublishing(database, manifests, halfWindow, opening, clock);
        publishing.thread.scheduleWithFixedDelay(
                publishing::look, FIRST_LOOK.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return publishing;
    }

    private void look() {
        try {
            Opened to = opened();
            to.writer().offer(report(to.target().usage()));
            told = "";
        } catch (IOException | SQLException | DatabaseUnavailableException | InvalidManifestException e) {
            tell(e);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The status is not published");
        }
    }

    private Opened opened() throws IOException {
        Opened known = opened;
        if (known == null) {
            Target target = opening.open();
            known = new Opened(target, new StatusWriter(target.store()));
            opened = known;
        }
        return known;
    }

    /** Once, however often it fails so. */
    private void tell(Exception failure) {
        String problem = String.valueOf(failure.getMessage());
        if (!problem.equals(told)) {
            LOG.atWarn().addKeyValue("problem", problem).log("The status is not published now");
        }
        told = problem;
    }

    private StatusReport report(StoreUsage usage) throws IOException, SQLException {
        List<Manifest> all = manifests.read();
        Instant now = clock.instant();
        CalendarEntry.Ahead ahead = new CalendarEntry.Ahead(StatusReading.AHEAD, halfWindow);
        List<CalendarEntry> entries =
                CalendarEntry.of(all.stream().map(Manifest::publication).toList(), watches, now, ahead);
        List<String> waits = usage.publishingWaits().stream()
                .map(StoreWait::what)
                .map(StatusPublishing::words)
                .toList();
        try (DatabaseSigns signs = DatabaseSigns.open(database)) {
            return StatusReading.of(all, entries, signs.steps(), signs.held(), new StatusReading.Moment(now, waits));
        }
    }

    private static String words(R2Price what) {
        return switch (what) {
            case STORED -> "what is stored has reached its budget";
            case CLASS_A -> "the month's budget for writes is used up";
            case CLASS_B -> "the month's budget for reads is used up";
        };
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            } else {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watches.close();
        Opened known = opened;
        if (known != null) {
            known.target().end().run();
        }
    }
}
