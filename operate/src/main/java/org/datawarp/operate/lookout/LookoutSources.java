package org.datawarp.operate.lookout;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Lag;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.store.PulseStore;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.operate.store.WatchedFigures;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.catalog.WaitingChanges;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.streams.database.DatabaseProbe;
import org.datawarp.streams.loader.LoaderSettings;
import org.datawarp.streams.release.LoadFigures;

/** Everything that is measured, over real services. Owned and closed by one thread, with what it was opened for. */
final class LookoutSources {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Endpoints endpoints;
    private final DatabaseSettings database;
    private final InstantSource clock = InstantSource.system();

    LookoutSources(Settings settings, Endpoints endpoints) {
        this.settings = settings;
        this.endpoints = endpoints;
        Settings.Database writer = endpoints.database(DatabaseRole.WRITER);
        this.database = writer.settings();
    }

    /** Opens all, services first: nothing answers here yet. */
    List<Source> open() {
        Map<String, Object> kafka = new HashMap<>(endpoints.kafkaProperties());
        kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Admin admin = Admin.create(kafka);
        ObjectStore store = ObjectStore.open(endpoints.store());
        Lag lag = new Lag(admin);
        Backlog backlog = Backlog.open(settings, endpoints);
        WaitingChanges changes = WaitingChanges.open(endpoints.kafkaProperties());
        WatchStore watches = new WatchStore(database);
        PulseStore pulses = new PulseStore(database);
        return List.of(
                services(admin, store),
                new ProcessSource(pulses::pulses),
                new DatabaseSource(
                        () -> WatchedFigures.read(database, CaptureSettings.DEFAULT_SLOT),
                        settings.room().mostLogBytes()),
                calendar(watches),
                closing(new RoomSource(backlog::all), backlog::close),
                progress(Metric.APPLY_TOPOLOGY_STILL_SECONDS, "raw messages wait", () -> topology(lag)),
                progress(Metric.APPLY_LOADER_STILL_SECONDS, "typed messages wait", () -> loader(lag)),
                progress(Metric.SINK_STILL_SECONDS, "changes wait", () -> sink(store, changes)),
                closing(into -> {}, () -> {
                    watches.close();
                    changes.close();
                    store.close();
                    admin.close(PATIENCE);
                }));
    }

    private ServiceSource services(Admin admin, ObjectStore store) {
        Map<String, Callable<?>> services = new LinkedHashMap<>();
        services.put("postgresql", () -> {
            DatabaseProbe.check(database);
            return database;
        });
        services.put("kafka", () -> admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        services.put("store", () -> store.get(Catalog.KEY));
        return new ServiceSource(services);
    }

    private ProgressSource progress(Metric metric, String waits, ProgressSource.Progress progress) {
        return new ProgressSource(metric, waits, progress, clock);
    }

    private static ProgressSource.Standing topology(Lag lag) throws Exception {
        var positions = lag.positionsOfGroup(Pipeline.APPLICATION);
        return new ProgressSource.Standing(lag.behind(positions), positions);
    }

    private ProgressSource.Standing loader(Lag lag) throws Exception {
        var positions = LoadFigures.read(database, List.of(), LoaderSettings.APPLICATION)
                .positions();
        return new ProgressSource.Standing(lag.behindTransactions(positions), positions);
    }

    private static ProgressSource.Standing sink(ObjectStore store, WaitingChanges changes) throws IOException {
        Catalog catalog = StoredCatalog.read(store);
        return new ProgressSource.Standing(changes.count(catalog), catalog.version());
    }

    private CalendarSource calendar(WatchStore watches) {
        CalendarSource.Watched watched = new CalendarSource.Watched() {
            @Override
            public List<Watch> watches() {
                return watches.watches();
            }

            @Override
            public List<Seen> sightings(PublicationName publication) {
                return watches.sightings(publication);
            }
        };
        return new CalendarSource(
                this::publications, watched, settings.polling().halfWindow(), clock);
    }

    /** Of copies of publishers' pages, nothing is ever late. */
    private List<Publication> publications() throws IOException {
        if (!settings.source().isLive()) {
            return List.of();
        }
        return PublicationManifest.readAll(settings.manifests()).stream()
                .map(manifest -> manifest.manifest().publication())
                .toList();
    }

    private static Source closing(Source source, Runnable end) {
        return new Source() {
            @Override
            public void measure(Measurements into) throws Exception {
                source.measure(into);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }
}
