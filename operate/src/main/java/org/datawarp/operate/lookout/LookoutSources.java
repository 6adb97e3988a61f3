package org.datawarp.operate.lookout;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.datawarp.operate.lookout.Measuring.Progress;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Source;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.store.PulseStore;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseProbe;

/** Everything that is measured, over real services. Owned and closed by one thread. */
final class LookoutSources implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final DatabaseSettings database;
    private final KafkaSigns kafka;
    private final Backlog backlog;
    private final WatchStore watches;
    private final InstantSource clock = InstantSource.system();
    private final Measuring measuring = new Measuring(clock);

    /** Asks nothing yet. */
    LookoutSources(Settings settings, Endpoints endpoints) {
        Settings.Database writer = endpoints.database(DatabaseRole.WRITER);
        this.settings = settings;
        this.database = writer.settings();
        this.kafka = KafkaSigns.open(endpoints.kafkaProperties(), PATIENCE);
        this.backlog = Backlog.open(settings, endpoints);
        this.watches = new WatchStore(database);
    }

    /** In the order in which they are asked: services first, since the rest depends on them. */
    List<Source> all() {
        return List.of(
                into -> Measuring.services(services(), into),
                into -> ProcessMeasures.of(new PulseStore(database).pulses(), into),
                this::database,
                into -> new CalendarMeasures(settings.polling().halfWindow(), watches::sightings)
                        .measure(publications(), watches.watches(), clock.instant(), into),
                into -> Measuring.levels(backlog.all(), into),
                into -> measuring.still(Metric.APPLY_TOPOLOGY_STILL_SECONDS, "raw messages wait", applied(), into),
                into -> measuring.still(Metric.APPLY_LOADER_STILL_SECONDS, "typed messages wait", loaded(), into),
                into -> measuring.still(Metric.SINK_STILL_SECONDS, "changes wait", published(), into));
    }

    private Map<String, Callable<?>> services() {
        Map<String, Callable<?>> services = new LinkedHashMap<>();
        services.put("postgresql", () -> {
            DatabaseProbe.check(database);
            return database;
        });
        services.put("kafka", kafka::brokers);
        services.put("store", () -> {
            backlog.catalogue().ask();
            return backlog;
        });
        return services;
    }

    private void database(Measurements into) throws Exception {
        try (DatabaseSigns signs = DatabaseSigns.open(database)) {
            Measuring.held(signs.held(), into);
            Measuring.rejected(signs.rejected(), into);
            Measuring.slot(signs.slot(), settings.room().mostLogBytes(), into);
        }
    }

    private Progress applied() throws Exception {
        var positions = kafka.applied();
        return new Progress(kafka.behind(positions), positions);
    }

    private Progress loaded() throws Exception {
        try (DatabaseSigns signs = DatabaseSigns.open(database)) {
            var positions = signs.loaded();
            return new Progress(kafka.behindTransactions(positions), positions);
        }
    }

    private Progress published() throws IOException {
        Catalog catalog = backlog.catalogue().catalog();
        return new Progress(backlog.catalogue().changesWaiting(catalog), catalog.version());
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

    @Override
    public void close() {
        backlog.close();
        watches.close();
        kafka.close();
    }
}
