package org.datawarp.operate.pressure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.store.DatabaseProgress;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.catalog.WaitingChanges;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.loader.LoaderSettings;

/**
 * Measures the backlog between fetching and the published data, wherever the other roles run: it queries the services,
 * and the disk of the data directory. Owned and closed by one thread.
 */
public final class Backlog implements FetchThrottle.Levels, AutoCloseable {

    private static final String ROWS = "rows that are not loaded";
    private static final String CHANGES = "changes that are not in the catalogue";
    private static final String LOG = "PostgreSQL's log that is not captured";
    private static final String DISK = "free room in the data directory";

    private final Path dataDirectory;
    private final Settings.Room room;
    private final DatabaseSettings database;
    private final ObjectStore store;
    private final WaitingRows rows;
    private final WaitingChanges changes;

    private Backlog(
            Settings settings, DatabaseSettings database, ObjectStore store, WaitingRows rows, WaitingChanges changes) {
        this.dataDirectory = settings.dataDirectory();
        this.room = settings.room();
        this.database = database;
        this.store = store;
        this.rows = rows;
        this.changes = changes;
    }

    /** Nothing is queried before the first measurement. */
    public static Backlog open(Settings settings, Endpoints endpoints) {
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        Map<String, Object> kafka = endpoints.kafkaProperties();
        return new Backlog(
                settings,
                database.settings(),
                ObjectStore.open(endpoints.store()),
                WaitingRows.open(kafka, Pipeline.APPLICATION),
                WaitingChanges.open(kafka));
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
        DatabaseProgress progress;
        try {
            progress = DatabaseProgress.read(database, LoaderSettings.APPLICATION, CaptureSettings.DEFAULT_SLOT);
        } catch (DatabaseUnavailableException e) {
            return List.of(Level.unknown(ROWS, "PostgreSQL does not answer: " + e.getMessage()));
        }
        return List.of(ofRows(progress), Level.ofMostBytes(LOG, progress.keptLogBytes(), room.mostLogBytes()));
    }

    private Level ofRows(DatabaseProgress progress) throws InterruptedException {
        try {
            return Level.ofMost(ROWS, rows.count(progress.loaded()), room.mostRows());
        } catch (KafkaException e) {
            return Level.unknown(ROWS, "Kafka does not answer: " + e.getMessage());
        }
    }

    private Level ofCatalogue() {
        Catalog catalog;
        try {
            catalog = StoredCatalog.read(store);
        } catch (IOException e) {
            return Level.unknown(CHANGES, "the object store does not answer: " + e.getMessage());
        }
        try {
            return Level.ofMost(CHANGES, changes.count(catalog), room.mostChanges());
        } catch (KafkaException e) {
            return Level.unknown(CHANGES, "Kafka does not answer: " + e.getMessage());
        }
    }

    /** The disk alone, which is cheap to measure. */
    @Override
    public Level disk() {
        try {
            long free = Files.getFileStore(dataDirectory).getUsableSpace();
            return Level.ofLeastBytes(DISK, free, room.leastFreeBytes());
        } catch (IOException e) {
            return Level.unknown(DISK, "the disk does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        changes.close();
        rows.close();
        store.close();
    }
}
