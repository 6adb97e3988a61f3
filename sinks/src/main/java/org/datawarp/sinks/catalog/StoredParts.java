package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.parquet.PartStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts in the object store. Owned by one thread. */
final class StoredParts implements PartStore {

    private static final Logger LOG = LoggerFactory.getLogger(StoredParts.class);

    private static final int ATTEMPTS = 2;

    private final ObjectStore store;
    private final PartUploads uploads;
    private final Patience patience;

    StoredParts(ObjectStore store, PartUploads uploads, Patience patience) {
        this.store = store;
        this.uploads = uploads;
        this.patience = patience;
    }

    @Override
    public void fetch(Part part, Path file) {
        patience.insist("fetch " + part.key(), () -> fetchOnce(part, file));
    }

    /**
     * The same, without retries when the store fails. A part that is damaged or gone is written again if the copy of
     * its dataset as one file has the same bytes.
     *
     * @throws DamagedPartException if it cannot be written again
     */
    void fetchOnce(Part part, Path file) throws IOException {
        // Bytes may change on the way, too.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (fetched(part.key(), file).equals(part.sha256())) {
                return;
            }
        }
        String copy = CatalogDataset.fileKey(part.dataset());
        if (!fetched(copy, file).equals(part.sha256())) {
            throw new DamagedPartException(store, part, fetched(part.key(), file));
        }
        store.put(part.key(), ObjectContent.of(file));
        LOG.atWarn()
                .addKeyValue("part", part.key())
                .addKeyValue("copy", copy)
                .log("A part was damaged or gone and is written again from its copy");
    }

    /** @return the digest of what is there; empty if nothing is */
    private String fetched(String key, Path file) throws IOException {
        return store.download(key, file).isEmpty() ? "" : ObjectContent.of(file).sha256();
    }

    @Override
    public void finished(String key, Path file) {
        uploads.start(key, file);
    }

    /** The same, but nothing is uploaded before it is committed: for datasets that may not be published. */
    PartStore unpublished() {
        return new PartStore() {
            @Override
            public void fetch(Part part, Path file) {
                StoredParts.this.fetch(part, file);
            }

            @Override
            public void finished(String key, Path file) {}
        };
    }

    /** Abandons uploads that were started and not committed. */
    void forgetUploads() {
        uploads.clear();
    }
}
