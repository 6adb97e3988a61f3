package org.datawarp.operate.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.catalog.CatalogFile;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;
import org.datawarp.sinks.object.UsageFile;
import org.datawarp.sinks.object.UsageRecord;
import org.datawarp.streams.release.ReleaseStore;

/**
 * What a running DataWarp has loaded and published, as its database and its store say. Owned and closed by one thread.
 */
public final class Published implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration COPIES_PATIENCE = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final ReleaseStore releases;

    private Published(ObjectStore store, ReleaseStore releases) {
        this.store = store;
        this.releases = releases;
    }

    public static Published of(Endpoints endpoints) {
        var database = endpoints.database(DatabaseRole.WRITER);
        return new Published(ObjectStore.open(endpoints.store()), new ReleaseStore(database.settings()));
    }

    public ReleaseStore releases() {
        return releases;
    }

    /** Follows releases of these publications. */
    public ReleaseWatch watch(List<PublicationManifest> manifests) {
        Set<DatasetName> unpublished = manifests.stream()
                .flatMap(manifest -> manifest.manifest().datasets().stream())
                .filter(dataset -> !dataset.published())
                .map(Dataset::name)
                .collect(Collectors.toSet());
        return new ReleaseWatch(releases, this::catalog, unpublished, InstantSource.system());
    }

    /** The current catalogue; an empty one before the first version. */
    public Catalog catalog() throws IOException {
        return StoredCatalog.read(store);
    }

    /** A version of the catalogue; empty once it has been deleted. */
    public Optional<Catalog> catalog(long version) throws IOException {
        Optional<StoredObject> stored = store.get(Catalog.versionKey(version));
        return stored.isPresent() ? Optional.of(CatalogFile.decode(stored.get().bytes())) : Optional.empty();
    }

    /** The use of the store that the sink noted; empty when it noted none. */
    public Optional<UsageRecord> storeUsage() throws IOException {
        return UsageFile.read(store);
    }

    /**
     * Waits for a short time until the metadata and the single-file copies, which follow the catalogue, have its
     * version, or until it is stopped. The next start makes what is missing.
     */
    public void awaitCopies(StopSignal stop) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        boolean ended = areCopiesFresh();
        while (!ended && System.nanoTime() - begun < COPIES_PATIENCE.toNanos()) {
            ended = stop.await(PAUSE) || areCopiesFresh();
        }
    }

    private boolean areCopiesFresh() throws IOException {
        for (CatalogDataset dataset : catalog().datasets()) {
            Optional<StoredObject> metadata = store.get(CatalogDataset.metadataKey(dataset.dataset()));
            if (metadata.isEmpty()
                    || JSON.readTree(metadata.get().bytes()).path("version").asLong() != dataset.version()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        store.close();
    }
}
