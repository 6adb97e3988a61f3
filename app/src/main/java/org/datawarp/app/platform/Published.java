package org.datawarp.app.platform;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.catalog.CatalogFile;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.S3ObjectStore;
import org.datawarp.sinks.object.StoredObject;
import org.datawarp.streams.postgres.DatabaseSettings;
import org.datawarp.streams.postgres.ReleaseStore;

/** What a running DataWarp has loaded and published, asked of its database and its store. Owned and closed by one thread. */
public final class Published implements AutoCloseable {

    private final ObjectStore store;
    private final ReleaseStore releases;

    private Published(ObjectStore store, ReleaseStore releases) {
        this.store = store;
        this.releases = releases;
    }

    public static Published of(Endpoints endpoints) {
        var database = endpoints.database();
        return new Published(
                S3ObjectStore.open(PublishedLake.storeSettings(endpoints.store())),
                new ReleaseStore(new DatabaseSettings(database.jdbcUrl(), database.user(), database.password())));
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

    /** The catalogue as it is now; the empty one before the first. */
    public Catalog catalog() throws IOException {
        Optional<StoredObject> stored = store.get(Catalog.KEY);
        return stored.isPresent() ? CatalogFile.decode(stored.get().bytes()) : Catalog.EMPTY;
    }

    @Override
    public void close() {
        store.close();
    }
}
