package org.datawarp.operate.cost;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectPage;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectSummary;

/**
 * The objects in the bucket, by purpose.
 *
 * @param sizes of every object, in bytes, by key
 */
record BucketContents(Map<Kind, Amount> kinds, Map<String, Long> sizes) {

    private static final int PAGE = 1000;

    /** The purpose of an object. */
    enum Kind {
        PARTS("parts of the version in force"),
        OLDER_PARTS("parts of older versions, kept for a day"),
        COPIES("datasets as one file"),
        CATALOGUE("catalogue, its versions, changes, metadata"),
        OTHER("other objects, not the sink's");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The number of objects, and their total size in bytes. */
    record Amount(long objects, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(objects + other.objects, bytes + other.bytes);
        }
    }

    BucketContents {
        kinds = new EnumMap<>(kinds);
        sizes = Map.copyOf(sizes);
    }

    /** Lists the whole bucket: one call of class A for each thousand objects. */
    static BucketContents of(ObjectStore store, Catalog catalog) throws IOException {
        Set<String> parts = new HashSet<>();
        catalog.datasets()
                .forEach(dataset -> dataset.parts().stream().map(Part::key).forEach(parts::add));
        Set<String> copies = new HashSet<>();
        catalog.datasets().stream().map(CatalogDataset::file).forEach(copies::add);
        Map<Kind, Amount> kinds = new EnumMap<>(Kind.class);
        Map<String, Long> sizes = new HashMap<>();
        Optional<String> next = Optional.empty();
        do {
            ObjectPage page = store.list("", next, PAGE);
            for (ObjectSummary object : page.objects()) {
                kinds.merge(kind(object.key(), parts, copies), new Amount(1, object.bytes()), Amount::plus);
                sizes.put(object.key(), object.bytes());
            }
            next = page.next();
        } while (next.isPresent());
        return new BucketContents(kinds, sizes);
    }

    private static Kind kind(String key, Set<String> parts, Set<String> copies) {
        if (parts.contains(key)) {
            return Kind.PARTS;
        }
        if (copies.contains(key)) {
            return Kind.COPIES;
        }
        if (!key.startsWith("datasets/")) {
            return Kind.OTHER;
        }
        boolean inFolder = key.indexOf('/', "datasets/".length()) > 0;
        boolean isOfCatalogue = key.startsWith("datasets/catalog/") || key.startsWith("datasets/changes/");
        return inFolder && !isOfCatalogue ? Kind.OLDER_PARTS : Kind.CATALOGUE;
    }

    Amount amount(Kind kind) {
        return kinds.getOrDefault(kind, Amount.NONE);
    }

    /** The total of all objects. */
    long bytes() {
        return kinds.values().stream().mapToLong(Amount::bytes).sum();
    }
}
