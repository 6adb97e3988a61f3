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
    private final Versions versions;
    private final String writer = UUID.randomUUID().toString();
    private Catalog current;
    private byte[] bytes;
    private @Nullable ObjectVersion seen;

    private CatalogCommitter(
            ObjectStore store, PartUploads uploads, Versions versions, Optional<StoredCatalog> stored) {
        this.store = store;
        this.uploads = uploads;
        this.versions = versions;
        this.bytes = stored.map(StoredCatalog::bytes).orElseGet(() -> new byte[0]);
        this.current = stored.map(StoredCatalog::catalog).orElse(Catalog.EMPTY);
        this.seen = stored.map(StoredCatalog::seen).orElse(null);
    }

    /**
     * Reads the catalogue in force; an empty one if there is none. A damaged catalogue is replaced by its newest
     * undamaged version, and later changes are folded again.
     *
     * @throws DamagedCatalogException if no version is whole
     */
    static CatalogCommitter open(ObjectStore store, PartUploads uploads, Versions versions) throws IOException {
        Optional<StoredCatalog> stored = StoredCatalog.find(store);
        CatalogCommitter committer = new CatalogCommitter(store, uploads, versions, stored);
        if (stored.isPresent() && stored.get().damage().isPresent()) {
            committer.restore(stored.get().damage().get());
        }
        return committer;
    }

    private void restore(DamagedCatalogException damage) throws IOException {
        replace(current, bytes);
        LOG.atWarn()
                .addKeyValue("problem", damage.getMessage())
                .addKeyValue("version", current.version())
                .log("The catalogue was damaged and is written again from the newest version that is whole");
    }

    /**
     * Makes sure that no one else has committed since.
     *
     * @throws CatalogChangedException if another writer has
     */
    void checkStillOurs() throws IOException {
        ObjectVersion now = store.get(Catalog.KEY).map(StoredObject::version).orElse(null);
        if (!Objects.equals(now, seen)) {
            throw new CatalogChangedException(store, current.version() + 1);
        }
    }

    /**
     * Keeps the version in force, if it is not kept yet.
     *
     * @see Versions
     */
    void keepVersion() throws IOException {
        versions.keep(current, bytes);
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
        keepVersion();
        uploads.finish(created);
        byte[] encoded = CatalogFile.encode(next, writer);
        replace(next, encoded);
        current = next;
        bytes = encoded;
        LOG.atInfo()
                .addKeyValue("version", next.version())
                .addKeyValue("parts", created.size())
                .addKeyValue("position", next.transactionsOffset())
                .log("Catalogue committed");
    }

    private void replace(Catalog next, byte[] encoded) throws IOException {
        try {
            ObjectContent content = ObjectContent.of(encoded);
            seen = seen == null ? store.create(Catalog.KEY, content) : store.replace(Catalog.KEY, content, seen);
        } catch (ObjectChangedException e) {
            throw new CatalogChangedException(store, next.version());
        }
    }
}
