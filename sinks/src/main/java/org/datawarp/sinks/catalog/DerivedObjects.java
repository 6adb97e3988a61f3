package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * What is published beside the catalogue and follows from it: each dataset's metadata as JSON, and small datasets as
 * one file. They may lag behind the catalogue, never lead: they are made from it after it is committed.
 *
 * <p>Owned by one thread.
 */
final class DerivedObjects {

    private final ObjectStore store;
    private final StoredParts parts;
    private final Path work;

    /** @param work a folder for files, created if absent */
    DerivedObjects(ObjectStore store, StoredParts parts, Path work) {
        this.store = store;
        this.parts = parts;
        this.work = work;
    }

    /** The datasets whose metadata is not that of the catalogue. */
    List<CatalogDataset> lagging(Catalog catalog) throws IOException {
        List<CatalogDataset> lagging = new ArrayList<>();
        for (CatalogDataset dataset : catalog.datasets()) {
            Optional<StoredObject> metadata = store.get(CatalogDataset.metadataKey(dataset.dataset()));
            if (metadata.isEmpty() || versionOf(metadata.get().bytes()) != dataset.version()) {
                lagging.add(dataset);
            }
        }
        return lagging;
    }

    private static long versionOf(byte[] metadata) throws IOException {
        JsonNode version = Json.MAPPER.readTree(metadata).path("version");
        return version.asLong();
    }

    /** Makes a dataset's objects anew: the file first, so that metadata of this version says that the file is, too. */
    void refresh(CatalogDataset dataset) throws IOException {
        if (!dataset.file().isEmpty()) {
            refreshFile(dataset);
        }
        store.put(
                CatalogDataset.metadataKey(dataset.dataset()),
                ObjectContent.of(Json.PUBLISHED.writeValueAsBytes(dataset)));
    }

    private void refreshFile(CatalogDataset dataset) throws IOException {
        if (dataset.parts().size() == 1) {
            store.copy(dataset.parts().get(0).key(), dataset.file());
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(work), dataset.dataset() + "-file-");
        try {
            List<Path> files = new ArrayList<>();
            for (Part part : dataset.parts()) {
                Path file = folder.resolve("part-" + files.size() + ".parquet");
                parts.fetch(part, file);
                files.add(file);
            }
            Path whole = folder.resolve("whole.parquet");
            PartCopy.concatenate(files, PartColumns.of(FoldBase.of(dataset).columns()), whole);
            store.put(dataset.file(), ObjectContent.of(whole));
        } finally {
            WorkFolder.delete(folder);
        }
    }
}
