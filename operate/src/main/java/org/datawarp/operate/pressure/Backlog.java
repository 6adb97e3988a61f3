package org.datawarp.operate.pressure;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.operate.vitals.CatalogueSigns;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.operate.vitals.Machine;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;

/**
 * Compares what waits between fetching and readers with its limits, wherever the other roles run. Owned and closed by one
 * thread.
 */
public final class Backlog implements FetchThrottle.Levels, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ROWS = "rows that are not loaded";
    private static final String CHANGES = "changes that are not in the catalogue";
    private static final String LOG = "PostgreSQL's log that is not captured";
    private static final String DISK = "free room in the data directory";

    private final Path dataDirectory;
    private final Settings.Room room;
    private final DatabaseSettings database;
    private final KafkaSigns kafka;
    private final CatalogueSigns catalogue;

    private Backlog(Settings settings, DatabaseSettings database, KafkaSigns kafka, CatalogueSigns catalogue) {
        this.dataDirectory = settings.dataDirectory();
        this.room = settings.room();
        this.database = database;
        this.kafka = kafka;
        this.catalogue = catalogue;
    }

    /** Asks nothing before the first measurement. */
    public static Backlog open(Settings settings, Endpoints endpoints) {
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        return new Backlog(
                settings,
                database.settings(),
                KafkaSigns.open(endpoints.kafkaProperties(), PATIENCE),
                CatalogueSigns.open(endpoints));
    }

    /** What it reads the catalogue with; closed with this. */
    public CatalogueSigns catalogue() {
        return catalogue;
    }

    /**
     * All levels, in the order of the path. If a service does not answer, its level is unknown; that is not a failure.
     */
    @Override
    public List<Level> all() throws InterruptedException {
        List<Level> levels = new ArrayList<>(ofDatabase());
        levels.add(ofCatalogue());
        levels.add(disk());
        return levels;
    }

    private List<Level> ofDatabase() throws InterruptedException {
        Map<TopicPartition, Long> loaded;
        long kept;
        try (DatabaseSigns signs = new DatabaseSigns(DatabaseSession.open(database))) {
            kept = signs.slot().map(DatabaseSigns.Slot::keptLogBytes).orElse(0L);
            loaded = signs.loaded();
        } catch (SQLException e) {
            String problem = new DatabaseUnavailableException(database, e).getMessage();
            return List.of(Level.unknown(ROWS, "PostgreSQL does not answer: " + problem));
        }
        return List.of(ofRows(loaded), Level.ofMostBytes(LOG, kept, room.mostLogBytes()));
    }

    private Level ofRows(Map<TopicPartition, Long> loaded) throws InterruptedException {
        try {
            return Level.ofMost(ROWS, kafka.rowsWaiting(loaded), room.mostRows());
        } catch (KafkaException e) {
            return Level.unknown(ROWS, "Kafka does not answer: " + e.getMessage());
        }
    }

    private Level ofCatalogue() {
        Catalog catalog;
        try {
            catalog = catalogue.catalog();
        } catch (IOException e) {
            return Level.unknown(CHANGES, "the object store does not answer: " + e.getMessage());
        }
        try {
            return Level.ofMost(CHANGES, catalogue.changesWaiting(catalog), room.mostChanges());
        } catch (KafkaException e) {
            return Level.unknown(CHANGES, "Kafka does not answer: " + e.getMessage());
        }
    }

    /** The disk alone, which is cheap to measure. */
    @Override
    public Level disk() {
        try {
            return Level.ofLeastBytes(DISK, Machine.freeBytes(dataDirectory), room.leastFreeBytes());
        } catch (IOException e) {
            return Level.unknown(DISK, "the disk does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        catalogue.close();
        kafka.close();
    }
}
