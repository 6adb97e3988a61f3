package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.object.ObjectPage;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectSummary;
import org.datawarp.sinks.object.ObjectVersion;
import org.datawarp.sinks.object.StoredObject;

/**
 * The catalogue in a store. If it is damaged, its newest undamaged version takes its place.
 *
 * @param catalog its content
 * @param bytes from which it was read: the catalogue itself, or the copy of a version; not copied, so not to be written
 *     to
 * @param seen the version of the object at {@link Catalog#KEY}, damaged or not
 * @param damage what is wrong with that object; empty if nothing is
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredCatalog(
        Catalog catalog, byte[] bytes, ObjectVersion seen, Optional<DamagedCatalogException> damage) {

    static final String COPIES = "datasets/catalog/";
    static final Pattern COPY = Pattern.compile("datasets/catalog/(\\d{1,18})\\.parquet");

    private static final int PAGE = 1000;

    /**
     * Reads the catalogue in force.
     *
     * @return {@link Catalog#EMPTY} if there is none
     * @throws DamagedCatalogException if neither it nor a version is whole
     */
    public static Catalog read(ObjectStore store) throws IOException {
        return find(store).map(StoredCatalog::catalog).orElse(Catalog.EMPTY);
    }

    /**
     * Finds the catalogue in force.
     *
     * @return empty if there is none
     * @throws DamagedCatalogException if neither it nor a version is whole
     */
    public static Optional<StoredCatalog> find(ObjectStore store) throws IOException {
        Optional<StoredObject> stored = store.get(Catalog.KEY);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        StoredObject found = stored.get();
        try {
            Catalog catalog = CatalogFile.decode(found.bytes());
            return Optional.of(new StoredCatalog(catalog, found.bytes(), found.version(), Optional.empty()));
        } catch (DamagedCatalogException e) {
            return Optional.of(newestWhole(store, found.version(), e));
        }
    }

    private static StoredCatalog newestWhole(ObjectStore store, ObjectVersion seen, DamagedCatalogException damage)
            throws IOException {
        for (ObjectSummary copy : copies(store)) {
            Optional<StoredObject> stored = store.get(copy.key());
            if (stored.isPresent()) {
                byte[] bytes = stored.get().bytes();
                try {
                    return new StoredCatalog(CatalogFile.decode(bytes), bytes, seen, Optional.of(damage));
                } catch (DamagedCatalogException e) {
                    damage.addSuppressed(e);
                }
            }
        }
        throw damage.withoutVersions();
    }

    /** The keys of all versions that are kept. */
    static List<String> copyKeys(ObjectStore store) throws IOException {
        return copies(store).stream().map(ObjectSummary::key).toList();
    }

    /** The latest written first: a higher number may be left from a catalogue that was deleted. */
    private static List<ObjectSummary> copies(ObjectStore store) throws IOException {
        List<ObjectSummary> copies = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            ObjectPage page = store.list(COPIES, next, PAGE);
            page.objects().stream()
                    .filter(copy -> COPY.matcher(copy.key()).matches())
                    .forEach(copies::add);
            next = page.next();
        } while (next.isPresent());
        copies.sort(Comparator.comparing(ObjectSummary::lastModified)
                .thenComparing(StoredCatalog::number)
                .reversed());
        return copies;
    }

    private static long number(ObjectSummary copy) {
        Matcher name = COPY.matcher(copy.key());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }
}
