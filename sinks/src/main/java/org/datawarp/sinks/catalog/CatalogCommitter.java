package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.object.ObjectChangedException;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectVersion;
import org.datawarp.sinks.object.StoredObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes parts visible: until {@link #commit} returns, no reader sees any of them; afterwards, all.
 *
 * <p>Owned by one thread.
 */
public final class CatalogCommitter {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogCommitter.class);

    private final ObjectStore store;
    private final PartUploads uploads;
    private final String writer = UUID.randomUUID().toString();
    private Catalog current;
    private @Nullable ObjectVersion seen;

    private CatalogCommitter(ObjectStore store, PartUploads uploads, Catalog current, @Nullable ObjectVersion seen) {
        this.store = store;
        this.uploads = uploads;
        this.current = current;
        this.seen = seen;
    }

    /** Reads the catalogue in force; an empty one if there is none. */
    static CatalogCommitter open(ObjectStore store, PartUploads uploads) throws IOException {
        Optional<StoredObject> stored = store.get(Catalog.KEY);
        if (stored.isEmpty()) {
            return new CatalogCommitter(store, uploads, Catalog.EMPTY, null);
        }
        Catalog catalog = CatalogFile.decode(stored.get().bytes());
        return new CatalogCommitter(store, uploads, catalog, stored.get().version());
    }

    /**
     * Makes sure that nobody else committed since.
     *
     * @throws CatalogChangedException if somebody did
     */
    void checkStillOurs() throws IOException {
        ObjectVersion now = store.get(Catalog.KEY).map(StoredObject::version).orElse(null);
        if (!Objects.equals(now, seen)) {
            throw new CatalogChangedException(store, current.version() + 1);
        }
    }

    /** The catalogue in force. */
    Catalog catalog() {
        return current;
    }

    /**
     * Uploads parts, then replaces the catalogue. May be repeated with the same arguments after it failed.
     *
     * @param created the files of the parts that are new, by key
     * @throws CatalogChangedException if another writer was faster; nothing of this commit is visible
     */
    void commit(Catalog next, Map<String, Path> created) throws IOException {
        uploads.finish(created);
        try {
            ObjectContent content = ObjectContent.of(CatalogFile.encode(next, writer));
            seen = seen == null ? store.create(Catalog.KEY, content) : store.replace(Catalog.KEY, content, seen);
        } catch (ObjectChangedException e) {
            throw new CatalogChangedException(store, next.version());
        }
        current = next;
        LOG.atInfo()
                .addKeyValue("version", next.version())
                .addKeyValue("parts", created.size())
                .addKeyValue("position", next.transactionsOffset())
                .log("Catalogue committed");
    }
}
