package org.datawarp.operate.service;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.datawarp.operate.store.EventCopy;
import org.datawarp.operate.store.RebuildMark;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.SharedTopics;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.catalog.Sink;
import org.datawarp.sinks.catalog.SinkSettings;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.change.ChangeCapture;
import org.datawarp.sinks.change.SourceAddress;
import org.datawarp.sinks.object.BudgetReachedException;
import org.datawarp.sinks.object.CountedObjectStore;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreProbe;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.loader.LoaderSettings;
import org.datawarp.streams.loader.RowsLoader;
import org.datawarp.streams.topology.RawToRowsTopology;
import org.datawarp.streams.topology.StreamsApplication;
import org.datawarp.streams.topology.StreamsSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles from raw rows to the catalogue, each on its own threads. Owned and closed by one thread. */
public final class Pipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /** Creating a slot and taking a snapshot takes seconds; longer means that something is wrong. */
    private static final Duration CAPTURE_PATIENCE = Duration.ofMinutes(2);

    /** Names the consumer group and the transactions of the topology. */
    public static final String APPLICATION = "datawarp-apply";

    /** Names the position up to which events are copied. */
    private static final String EVENTS_APPLICATION = "datawarp-events";

    private static final Duration THREAD_PATIENCE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Endpoints endpoints;
    private final EventLog events;
    private final Consumer<Throwable> onFailure;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable ChangeCapture capture;
    private @Nullable StreamsApplication topology;
    private @Nullable StoreInUse storeInUse;

    /** The store that the sink writes to, and how much the sink uses it. */
    public record StoreInUse(ObjectStore store, StoreUsage usage) {}

    private Pipeline(Settings settings, Endpoints endpoints, EventLog events, Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.events = events;
        this.onFailure = onFailure;
    }

    /**
     * Starts roles. Capture starts first, so that it sees everything that is written.
     *
     * @param onFailure called from any thread when a role cannot continue
     */
    public static Pipeline start(
            Set<Role> roles, Settings settings, Endpoints endpoints, EventLog events, Consumer<Throwable> onFailure)
            throws IOException, InterruptedException, TimeoutException {
        RestoreMark.refuseIfSet(settings.dataDirectory());
        Pipeline pipeline = new Pipeline(settings, endpoints, events, onFailure);
        try {
            ServiceAccess.awaitKafka(endpoints.kafkaProperties());
            SharedTopics.create(endpoints.kafkaProperties());
            if (roles.contains(Role.APPLY) || roles.contains(Role.FETCH)) {
                ServiceAccess.awaitDatabase(endpoints.database());
                DatabaseMigrations.migrate(pipeline.owner());
            }
            if (roles.contains(Role.APPLY) || roles.contains(Role.CAPTURE)) {
                ServiceAccess.whenDatabaseAnswers(
                        endpoints.database(), () -> RebuildMark.refuseIfSet(pipeline.owner()));
            }
            if (roles.contains(Role.CAPTURE)) {
                ServiceAccess.awaitDatabase(endpoints.database(DatabaseRole.CAPTURE));
                pipeline.startCapture();
            }
            if (roles.contains(Role.APPLY)) {
                pipeline.startApply();
            }
            if (roles.contains(Role.SINK)) {
                pipeline.startSink();
            }
            return pipeline;
        } catch (IOException | InterruptedException | TimeoutException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    private DatabaseSettings owner() {
        return endpoints.database().settings();
    }

    /** The capture of the database's changes at these endpoints. */
    public static CaptureSettings captureSettings(Endpoints endpoints) {
        Settings.Database database = endpoints.database(DatabaseRole.CAPTURE);
        SourceAddress source = new SourceAddress(
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                database.password(),
                database.tls());
        return CaptureSettings.of(source, endpoints.kafkaProperties());
    }

    private void startCapture() throws InterruptedException, TimeoutException {
        ChangeCapture started =
                new ChangeCapture(captureSettings(endpoints), events, InstantSource.system(), onFailure::accept);
        capture = started;
        running.push(started);
        started.start();
        awaitReady(started);
    }

    private static void awaitReady(ChangeCapture started) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                started.awaitReady(CAPTURE_PATIENCE);
                return;
            } catch (TimeoutException e) {
                // It waits for temporary failures to end by itself, however long that takes.
                if (started.health().problem() == null) {
                    throw e;
                }
            }
        }
    }

    private void startApply() {
        Map<String, Object> kafka = endpoints.kafkaProperties();
        DatabaseSettings database = endpoints.database(DatabaseRole.WRITER).settings();
        RowsLoader loader = new RowsLoader(
                new LoaderSettings(database, kafka, LoaderSettings.APPLICATION), events, InstantSource.system());
        runOnThread("loader", loader::run, loader);
        EventCopy copy = new EventCopy(
                new LoaderSettings(database, kafka, EVENTS_APPLICATION), Topics.EVENTS_KEPT, InstantSource.system());
        runOnThread("event-copy", copy::run, copy);
        StreamsApplication started = new StreamsApplication(
                new StreamsSettings(
                        APPLICATION,
                        kafka,
                        settings.dataDirectory().resolve("streams"),
                        threads(settings.partitions()),
                        RawToRowsTopology.MANIFEST_PATIENCE),
                onFailure);
        topology = started;
        running.push(started);
        started.start();
    }

    /** More threads than processors would only wait for each other; other instances take the rest. */
    private static int threads(int partitions) {
        return Math.min(partitions, Runtime.getRuntime().availableProcessors());
    }

    private void startSink() throws IOException, InterruptedException {
        ObjectStore bare = ObjectStore.open(endpoints.store());
        running.push(bare);
        StoreUsage usage =
                ServiceAccess.whenStoreAnswers(() -> StoreUsage.open(bare, settings.budget(), InstantSource.system()));
        running.push(usage);
        ObjectStore store = new CountedObjectStore(bare, usage);
        storeInUse = new StoreInUse(store, usage);
        ServiceAccess.whenStoreAnswers(() -> tryStore(store));
        Sink sink = new Sink(
                SinkSettings.of(
                        endpoints.kafkaProperties(), settings.dataDirectory().resolve("work")),
                store,
                InstantSource.system(),
                events);
        runOnThread("sink", sink::run, sink);
    }

    /** Without any budget left, the sink tries the store later, when there is some. */
    private static boolean tryStore(ObjectStore store) throws IOException {
        try {
            StoreProbe.check(store);
            return true;
        } catch (BudgetReachedException e) {
            LOG.atWarn().addKeyValue("budget", e.getMessage()).log("The store is not tried");
            return false;
        }
    }

    /** The work of a role until it is closed. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void runOnThread(String name, Work work, AutoCloseable end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception | Error e) {
                        onFailure.accept(e);
                    }
                },
                name);
        thread.start();
        running.push(() -> {
            end.close();
            thread.join(THREAD_PATIENCE.toMillis());
        });
    }

    /** Empty when it does not capture. */
    public Optional<ChangeCapture> capture() {
        return Optional.ofNullable(capture);
    }

    /** Empty when it does not apply. */
    public Optional<StreamsApplication> topology() {
        return Optional.ofNullable(topology);
    }

    /** Empty when it does not publish. */
    public Optional<StoreInUse> storeInUse() {
        return Optional.ofNullable(storeInUse);
    }

    /** How much of the store is used; empty when it does not publish. */
    public Optional<StoreUsage> storeUsage() {
        return storeInUse().map(StoreInUse::usage);
    }

    /** Stops the roles, the last started first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.atError().setCause(e).log("A role did not stop in time");
            }
        }
    }
}
