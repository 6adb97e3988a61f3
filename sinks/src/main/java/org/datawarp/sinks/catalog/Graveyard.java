package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectPage;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectSummary;
import org.datawarp.sinks.object.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps objects that left the catalogue for a day, so that those who read an older version can finish. Then deletes
 * them.
 *
 * <p>The list is in the bucket. A crash may keep an object off the list, or leave an uploaded part that no catalogue
 * ever named. {@link #sweep} finds these: an unknown object that is three days old is put on the list first. Owned by
 * one thread.
 */
final class Graveyard {

    private static final Logger LOG = LoggerFactory.getLogger(Graveyard.class);

    /** No dataset's name begins like this. */
    static final String KEY = "datasets/_removed.json";

    static final Duration REST = Duration.ofHours(24);
    static final Duration ORPHAN_AGE = Duration.ofDays(3);

    private static final Pattern OURS =
            Pattern.compile("datasets/(([a-z0-9_]+)/\\2-\\d+-[0-9a-f]{8}\\.parquet|probe-[0-9a-f-]+)");
    private static final int PAGE = 1000;
    private static final TypeReference<TreeMap<String, Instant>> LIST = new TypeReference<>() {};

    private final ObjectStore store;
    private final InstantSource clock;
    private final TreeMap<String, Instant> removed;

    private Graveyard(ObjectStore store, InstantSource clock, Map<String, Instant> removed) {
        this.store = store;
        this.clock = clock;
        this.removed = new TreeMap<>(removed);
    }

    static Graveyard open(ObjectStore store, InstantSource clock) throws IOException {
        Optional<StoredObject> list = store.get(KEY);
        return new Graveyard(store, clock, list.isPresent() ? read(list.get().bytes()) : Map.of());
    }

    private static Map<String, Instant> read(byte[] list) {
        try {
            return Json.MAPPER.readValue(list, LIST);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("object", KEY)
                    .addKeyValue("problem", e.getMessage())
                    .log(
                            "The list of removed objects is damaged: what was on it is found again as what no catalogue names");
            return Map.of();
        }
    }

    /** Lists what left the catalogue with a commit, and forgets what came back. */
    void bury(Catalog before, Catalog after) throws IOException {
        Set<String> alive = keys(after);
        Instant now = clock.instant();
        boolean changed = removed.keySet().removeAll(alive);
        for (String key : keys(before)) {
            changed |= !alive.contains(key) && removed.putIfAbsent(key, now) == null;
        }
        if (changed) {
            save();
        }
    }

    /**
     * Deletes what was kept long enough. Not to be called while parts that neither catalogue names are being uploaded.
     *
     * @param next the catalogue about to be committed, or else the one in force
     */
    void dig(Catalog catalog, Catalog next) throws IOException {
        Set<String> alive = keys(catalog);
        alive.addAll(keys(next));
        Instant latest = clock.instant().minus(REST);
        List<String> due = removed.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(latest) && !alive.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        for (String key : due) {
            store.delete(key);
        }
        if (!due.isEmpty()) {
            due.forEach(removed::remove);
            save();
            LOG.atInfo().addKeyValue("objects", due.size()).log("Objects that left the catalogue were deleted");
        }
    }

    /** Looks for our objects that neither the catalogue nor the list names. */
    void sweep(Catalog catalog) throws IOException {
        Set<String> alive = keys(catalog);
        Set<String> ours = staleFiles(catalog);
        Instant latest = clock.instant().minus(ORPHAN_AGE);
        List<String> orphans = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            ObjectPage page = store.list("datasets/", next, PAGE);
            page.objects().stream()
                    .filter(object -> object.lastModified().isBefore(latest))
                    .map(ObjectSummary::key)
                    .filter(key -> (OURS.matcher(key).matches() || ours.contains(key))
                            && !alive.contains(key)
                            && !removed.containsKey(key))
                    .forEach(orphans::add);
            next = page.next();
        } while (next.isPresent());
        if (!orphans.isEmpty()) {
            Instant now = clock.instant();
            orphans.forEach(key -> removed.put(key, now));
            save();
            LOG.atInfo().addKeyValue("objects", orphans.size()).log("Objects were found that no catalogue names");
        }
    }

    /** The single files of datasets that are now too large for one, or whose manifest no longer asks for one. */
    private static Set<String> staleFiles(Catalog catalog) {
        return catalog.datasets().stream()
                .filter(dataset -> dataset.file().isEmpty())
                .map(dataset -> CatalogDataset.fileKey(dataset.dataset()))
                .filter(key -> !key.equals(Catalog.KEY))
                .collect(Collectors.toSet());
    }

    private void save() throws IOException {
        store.put(KEY, ObjectContent.of(Json.PUBLISHED.writeValueAsBytes(removed)));
    }

    private static Set<String> keys(Catalog catalog) {
        Set<String> keys = new HashSet<>();
        for (CatalogDataset dataset : catalog.datasets()) {
            dataset.parts().stream().map(Part::key).forEach(keys::add);
            if (!dataset.file().isEmpty()) {
                keys.add(dataset.file());
            }
        }
        return keys;
    }
}
