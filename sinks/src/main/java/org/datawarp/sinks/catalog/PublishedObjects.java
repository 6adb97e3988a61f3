package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;

/**
 * Compares published objects with their digests: the catalogue, its versions, the parts, and objects derived from them.
 * Changes nothing, and may be used while a sink works. Used by one thread.
 */
public final class PublishedObjects {

    private final ObjectStore store;
    private final Path work;
    private final List<String> damage = new ArrayList<>();
    private long objects;

    /** @param work for copies of parts; each is deleted again */
    public PublishedObjects(ObjectStore store, Path work) {
        this.store = store;
        this.work = work;
    }

    /**
     * What was found.
     *
     * @param objects how many were compared
     * @param damage what is wrong, one sentence for each damaged object
     */
    public record Result(long objects, List<String> damage) {

        public Result {
            damage = List.copyOf(damage);
        }
    }

    /** Reads all of them. */
    public Result compare() throws IOException {
        Optional<Catalog> catalog = catalog();
        checkVersions();
        if (catalog.isPresent()) {
            for (CatalogDataset dataset : catalog.get().datasets()) {
                int before = damage.size();
                for (Part part : dataset.parts()) {
                    note(damageOf(part));
                }
                checkDerived(dataset, damage.size() == before);
            }
            checkChanges(catalog.get());
        }
        return new Result(objects, damage);
    }

    private void note(Optional<String> problem) {
        objects++;
        problem.ifPresent(damage::add);
    }

    private Optional<Catalog> catalog() throws IOException {
        try {
            Optional<StoredCatalog> stored = StoredCatalog.find(store);
            note(stored.flatMap(StoredCatalog::damage).map(Throwable::getMessage));
            return stored.map(StoredCatalog::catalog);
        } catch (DamagedCatalogException e) {
            note(Optional.ofNullable(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkVersions() throws IOException {
        for (String key : StoredCatalog.copyKeys(store)) {
            Optional<StoredObject> copy = store.get(key);
            if (copy.isPresent()) {
                try {
                    CatalogFile.decode(copy.get().bytes());
                    note(Optional.empty());
                } catch (DamagedCatalogException e) {
                    note(Optional.of(key + " is not as it was written"));
                }
            }
        }
    }

    /** What is wrong with a part. */
    public Optional<String> damageOf(Part part) throws IOException {
        String found = digest(part.key());
        if (found.isEmpty()) {
            return Optional.of("%s is gone".formatted(part.key()));
        }
        return found.equals(part.sha256())
                ? Optional.empty()
                : Optional.of("%s has the SHA-256 %s, expected %s".formatted(part.key(), found, part.sha256()));
    }

    /** @return empty if there is no such object */
    private String digest(String key) throws IOException {
        Path copy = Files.createTempFile(Files.createDirectories(work), "object-", ".parquet");
        try {
            return store.download(key, copy).isEmpty()
                    ? ""
                    : ObjectContent.of(copy).sha256();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /**
     * A dataset's derived objects follow the catalogue after a while: they have done so once the metadata has its
     * version.
     */
    private void checkDerived(CatalogDataset dataset, boolean hasAllParts) throws IOException {
        String key = CatalogDataset.metadataKey(dataset.dataset());
        Optional<StoredObject> metadata = store.get(key);
        if (metadata.isEmpty()) {
            return;
        }
        Optional<Long> version = DerivedObjects.version(metadata.get().bytes());
        if (version.isPresent() && version.get() < dataset.version()) {
            return;
        }
        note(
                DerivedObjects.isMetadata(dataset, metadata.get().bytes())
                        ? Optional.empty()
                        : Optional.of(key + " is not as it was written"));
        if (!dataset.file().isEmpty() && hasAllParts) {
            note(
                    digest(dataset.file()).equals(digestOfParts(dataset))
                            ? Optional.empty()
                            : Optional.of(dataset.file() + " is gone, or not as it was written"));
        }
    }

    private String digestOfParts(CatalogDataset dataset) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(work), "whole-");
        try {
            return ObjectContent.of(
                            DerivedObjects.whole(dataset, folder, (part, file) -> store.download(part.key(), file)))
                    .sha256();
        } finally {
            WorkFolder.delete(folder);
        }
    }

    private void checkChanges(Catalog catalog) throws IOException {
        long newest = catalog.version() / VersionChanges.VERSIONS_AN_OBJECT;
        for (long number = Math.max(0, newest - Versions.MOST_LOG_OBJECTS + 1); number <= newest; number++) {
            String key = VersionChanges.key(number * VersionChanges.VERSIONS_AN_OBJECT);
            Optional<StoredObject> log = store.get(key);
            if (log.isPresent()) {
                try {
                    ChangesFile.decode(log.get().bytes());
                    note(Optional.empty());
                } catch (IOException e) {
                    note(Optional.of(key + " is not as it was written"));
                }
            }
        }
    }
}
