package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.object.ObjectJson;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.parquet.FoldBase;
import org.datawarp.sinks.parquet.PartColumns;
import org.datawarp.sinks.parquet.PartReader;
import org.jspecify.annotations.Nullable;

/** What readers of a store see. */
final class Lake {

    private final ObjectStore store;
    private final Path folder;

    Lake(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    Catalog catalog() throws IOException {
        var stored = store.get(Catalog.KEY);
        return stored.isPresent() ? CatalogFile.decode(stored.get().bytes()) : Catalog.EMPTY;
    }

    /** The part of the log of changes in the object that has a version. */
    List<VersionChanges> log(long version) throws IOException {
        byte[] json = store.get(VersionChanges.key(version)).orElseThrow().bytes();
        return List.of(ObjectJson.MAPPER.treeToValue(
                ObjectJson.MAPPER.readTree(json).path("changes"), VersionChanges[].class));
    }

    CatalogDataset dataset(DatasetName name) throws IOException {
        return catalog().datasets().stream()
                .filter(dataset -> dataset.dataset().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a dataset in the catalogue in force. */
    Collection<List<@Nullable Object>> rows(DatasetName name) throws IOException {
        CatalogDataset dataset = dataset(name);
        PartColumns columns = PartColumns.of(FoldBase.of(dataset).columns());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Part part : dataset.parts()) {
            Path file = Files.createTempFile(folder, "part", ".parquet");
            Objects.requireNonNull(store.download(part.key(), file).orElse(null), part.key());
            try (PartReader reader = new PartReader(file, columns)) {
                for (var row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
