package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;
import org.datawarp.sinks.parquet.FoldBase;
import org.datawarp.sinks.parquet.PartColumns;
import org.datawarp.sinks.parquet.PartCopy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that are published beside the catalogue and derived from it: each dataset's metadata as JSON, and small
 * datasets as one file. They are made after the catalogue is committed, so they may lag behind it but never lead.
 *
 * <p>Owned by one thread.
 */
final class DerivedObjects {

    private static final Logger LOG = LoggerFactory.getLogger(DerivedObjects.class);

    private final ObjectStore store;
    private final StoredParts parts;
    private final Path work;

    /** @param work a folder for files, created if absent */
    DerivedObjects(ObjectStore store, StoredParts parts, Path work) {
        this.store = store;
        this.parts = parts;
        this.work = work;
    }

    /** The datasets whose metadata differs from the catalogue. Metadata that is not JSON is written again at once. */
    List<CatalogDataset> lagging(Catalog catalog) throws IOException {
        List<CatalogDataset> lagging = new ArrayList<>();
        for (CatalogDataset dataset : catalog.datasets()) {
            Optional<StoredObject> metadata = store.get(CatalogDataset.metadataKey(dataset.dataset()));
            if (metadata.isEmpty()) {
                lagging.add(dataset);
                continue;
            }
            Optional<Long> version = version(metadata.get().bytes());
            if (version.isEmpty()) {
                restoreMetadata(dataset);
            } else if (version.get() != dataset.version()) {
                lagging.add(dataset);
            }
        }
        return lagging;
    }

    /** The version of some metadata; empty if the bytes are not metadata. */
    static Optional<Long> version(byte[] metadata) throws IOException {
        try {
            return Optional.of(Json.MAPPER.readTree(metadata).path("version").asLong());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether this is the metadata of a dataset. */
    static boolean isMetadata(CatalogDataset dataset, byte[] found) throws IOException {
        return ObjectContent.of(found).sha256().equals(metadata(dataset).sha256());
    }

    private void restoreMetadata(CatalogDataset dataset) throws IOException {
        writeMetadata(dataset);
        LOG.atWarn()
                .addKeyValue("dataset", dataset.dataset())
                .log("The metadata of a dataset was damaged and is written again from the catalogue");
    }

    private void writeMetadata(CatalogDataset dataset) throws IOException {
        store.put(CatalogDataset.metadataKey(dataset.dataset()), metadata(dataset));
    }

    private static ObjectContent metadata(CatalogDataset dataset) throws IOException {
        return ObjectContent.of(Json.PUBLISHED.writeValueAsBytes(dataset));
    }

    /**
     * Compares a part with its digest, and writes it again if it can.
     *
     * @throws DamagedPartException if it is damaged and cannot be written again
     */
    void check(Part part) throws IOException {
        inFolder("part", folder -> parts.fetchOnce(part, folder.resolve("part.parquet")));
    }

    /** Compares a dataset's objects with those that its parts and the catalogue give, and writes again those that differ. */
    void check(CatalogDataset dataset) throws IOException {
        if (!dataset.file().isEmpty()) {
            inFolder(dataset.dataset() + "-check", folder -> checkFile(dataset, folder));
        }
        Optional<StoredObject> found = store.get(CatalogDataset.metadataKey(dataset.dataset()));
        if (found.isEmpty() || !isMetadata(dataset, found.get().bytes())) {
            restoreMetadata(dataset);
        }
    }

    private void checkFile(CatalogDataset dataset, Path folder) throws IOException {
        Path expected = whole(dataset, folder, parts::fetchOnce);
        Path found = folder.resolve("found.parquet");
        String digest = ObjectContent.of(expected).sha256();
        if (store.download(dataset.file(), found).isEmpty()
                || !ObjectContent.of(found).sha256().equals(digest)) {
            store.put(dataset.file(), ObjectContent.of(expected));
            LOG.atWarn()
                    .addKeyValue("dataset", dataset.dataset())
                    .log("The copy of a dataset as one file was damaged or gone and is written again from its parts");
        }
    }

    /**
     * Rebuilds a dataset's objects. The file comes first, so that metadata of this version implies that the file has
     * it, too.
     */
    void refresh(CatalogDataset dataset) throws IOException {
        if (!dataset.file().isEmpty()) {
            refreshFile(dataset);
        }
        writeMetadata(dataset);
    }

    private void refreshFile(CatalogDataset dataset) throws IOException {
        if (dataset.parts().size() == 1) {
            store.copy(dataset.parts().get(0).key(), dataset.file());
            return;
        }
        inFolder(
                dataset.dataset() + "-file",
                folder -> store.put(dataset.file(), ObjectContent.of(whole(dataset, folder, parts::fetch))));
    }

    /** Puts a part into a file. */
    interface Fetching {
        void fetch(Part part, Path file) throws IOException;
    }

    /** All parts of a dataset in one file. */
    static Path whole(CatalogDataset dataset, Path folder, Fetching fetching) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Part part : dataset.parts()) {
            Path file = folder.resolve("part-" + files.size() + ".parquet");
            fetching.fetch(part, file);
            files.add(file);
        }
        if (files.size() == 1) {
            return files.get(0);
        }
        Path whole = folder.resolve("whole.parquet");
        PartCopy.concatenate(files, PartColumns.of(FoldBase.of(dataset).columns()), whole);
        return whole;
    }

    /** Work that needs a folder for files. */
    private interface Work {
        void in(Path folder) throws IOException;
    }

    private void inFolder(String name, Work task) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(work), name + "-");
        try {
            task.in(folder);
        } finally {
            WorkFolder.delete(folder);
        }
    }
}
