package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectPage;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of every catalogue version while its parts exist, and its entry in the log of changes.
 *
 * <p>Both are made from the version in force, after its swap and before the next one. So neither ever names a version
 * that did not exist, even if another writer is at work, and a start repairs what a crash left undone. Owned by one
 * thread.
 */
final class Versions {

    /** How long after its successor a version can still be queried: as long as its parts are kept. */
    static final Duration KEPT = Graveyard.REST;

    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    /** Ten thousand versions: weeks of a busy installation, in some megabytes. */
    static final int MOST_LOG_OBJECTS = 100;

    private static final Pattern OBJECT = Pattern.compile("datasets/changes/(\\d{1,18})\\.json");
    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final InstantSource clock;

    /** The entries of the object that was last written, newest first. */
    private final Deque<VersionChanges> entries = new ArrayDeque<>();

    private String loaded = "";
    private long kept;

    /** Whether each object of the log was read since the start. */
    private boolean checked;

    Versions(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Keeps a version; does nothing if it is kept.
     *
     * @param catalog the version in force
     * @param bytes as the store has them
     */
    void keep(Catalog catalog, byte[] bytes) throws IOException {
        if (catalog.version() == kept || catalog.version() == 0) {
            return;
        }
        String copy = Catalog.versionKey(catalog.version());
        Optional<StoredObject> found = store.get(copy);
        // Other content is left from a catalogue that was deleted to be rebuilt.
        if (found.isEmpty() || !Arrays.equals(found.get().bytes(), bytes)) {
            store.put(copy, ObjectContent.of(bytes));
        }
        log(catalog.versionChanges());
        kept = catalog.version();
    }

    private void log(VersionChanges changes) throws IOException {
        String key = VersionChanges.key(changes.version());
        if (!key.equals(loaded)) {
            load(key);
        }
        if (changes.equals(entries.peekFirst())) {
            return;
        }
        Deque<VersionChanges> next = new ArrayDeque<>(entries);
        next.removeIf(entry -> entry.version() >= changes.version());
        next.addFirst(changes);
        store.put(key, ObjectContent.of(ChangesFile.encode(next)));
        // Only now: if the store fails, this is repeated, and must not count as done.
        entries.clear();
        entries.addAll(next);
    }

    private void load(String key) throws IOException {
        entries.clear();
        entries.addAll(entries(key));
        loaded = key;
    }

    /** The entries of a damaged object that copies of their versions still have. */
    private List<VersionChanges> entries(String key) throws IOException {
        Optional<StoredObject> found = store.get(key);
        if (found.isEmpty()) {
            return List.of();
        }
        try {
            return ChangesFile.decode(found.get().bytes());
        } catch (IOException e) {
            List<VersionChanges> kept = entriesOfCopies(key);
            store.put(key, ObjectContent.of(ChangesFile.encode(kept)));
            LOG.atWarn()
                    .addKeyValue("object", key)
                    .addKeyValue("problem", e.getMessage())
                    .addKeyValue("versions", kept.size())
                    .log(
                            "The log of changes was damaged and is written again from copies of the versions that are kept");
            return kept;
        }
    }

    private List<VersionChanges> entriesOfCopies(String key) throws IOException {
        List<VersionChanges> newestFirst = new ArrayList<>();
        for (long version : numbered(StoredCatalog.COPIES, StoredCatalog.COPY).descendingKeySet()) {
            Optional<StoredObject> copy =
                    VersionChanges.key(version).equals(key) ? store.get(Catalog.versionKey(version)) : Optional.empty();
            if (copy.isPresent()) {
                try {
                    newestFirst.add(CatalogFile.decode(copy.get().bytes()).versionChanges());
                } catch (DamagedCatalogException e) {
                    LOG.atWarn().addKeyValue("version", version).log("What a version changed is not known any more");
                }
            }
        }
        return newestFirst;
    }

    /** Deletes what was kept long enough; the first time, also looks for damage in the rest. */
    void sweep(Catalog catalog) throws IOException {
        Instant latest = clock.instant().minus(KEPT);
        NavigableMap<Long, Instant> copies = numbered(StoredCatalog.COPIES, StoredCatalog.COPY);
        for (long version : copies.keySet()) {
            Map.Entry<Long, Instant> successor = copies.higherEntry(version);
            boolean isOver = successor != null && !successor.getValue().isAfter(latest) && version < catalog.version();
            if (isOver || version > catalog.version()) {
                store.delete(Catalog.versionKey(version));
            }
        }
        long newest = catalog.version() / VersionChanges.VERSIONS_AN_OBJECT;
        for (long number : numbered("datasets/changes/", OBJECT).keySet()) {
            String key = VersionChanges.key(number * VersionChanges.VERSIONS_AN_OBJECT);
            if (number <= newest - MOST_LOG_OBJECTS || number > newest) {
                store.delete(key);
            } else if (!checked) {
                entries(key);
            }
        }
        checked = true;
    }

    /** When objects were written, by their number. */
    private NavigableMap<Long, Instant> numbered(String prefix, Pattern form) throws IOException {
        TreeMap<Long, Instant> found = new TreeMap<>();
        Optional<String> next = Optional.empty();
        do {
            ObjectPage page = store.list(prefix, next, PAGE);
            page.objects().forEach(object -> {
                Matcher name = form.matcher(object.key());
                if (name.matches()) {
                    found.put(Long.parseLong(name.group(1)), object.lastModified());
                }
            });
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
