package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectStoreException;
import org.datawarp.sinks.parquet.PartStore;

/** Parts in the object store. Owned by one thread. */
final class StoredParts implements PartStore {

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

    private void fetchOnce(Part part, Path file) throws IOException {
        if (store.download(part.key(), file).isEmpty()) {
            throw new IllegalStateException(
                    ("Cannot fetch %s, %s: it is gone, expected it as the catalogue names it; restore it, or"
                                    + " publish all rows anew: ./datawarp rebuild --from changes")
                            .formatted(part.key(), store));
        }
        String found = ObjectContent.of(file).sha256();
        if (!found.equals(part.sha256())) {
            throw new ObjectStoreException("Cannot use %s, %s: found SHA-256 %s, expected %s"
                    .formatted(part.key(), store, found, part.sha256()));
        }
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

    /** Gives up uploads that were begun and not committed. */
    void forgetUploads() {
        uploads.clear();
    }
}
