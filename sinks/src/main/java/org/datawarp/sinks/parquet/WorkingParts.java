package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodChanges;
import org.datawarp.schemas.name.DatasetName;

/**
 * The parts of one dataset while changes are folded, by age. Owned by one thread.
 */
final class WorkingParts {

    private final DatasetName dataset;
    private final PartStore store;
    private final PartFiles files;
    private final List<WorkingPart> parts = new ArrayList<>();
    private final Map<Long, Path> fetched = new HashMap<>();
    private long nextPart;

    WorkingParts(FoldBase base, PartStore store, PartFiles files) {
        this.dataset = base.dataset();
        this.store = store;
        this.files = files;
        this.nextPart = base.nextPart();
        base.parts().stream().map(WorkingPart::of).forEach(parts::add);
        parts.sort(Comparator.comparing(WorkingPart::number));
    }

    /** Oldest first. */
    List<WorkingPart> toList() {
        return List.copyOf(parts);
    }

    List<WorkingPart> holding(PeriodKey period) {
        return parts.stream().filter(part -> part.periods().contains(period)).toList();
    }

    boolean hold(PeriodKey period) {
        return parts.stream().anyMatch(part -> part.periods().contains(period));
    }

    Optional<WorkingPart> lastHolding(PeriodKey period) {
        return parts.stream().filter(part -> part.periods().contains(period)).reduce((older, newer) -> newer);
    }

    /** Adds a new part. */
    void add(LocalPart local) {
        parts.add(WorkingPart.of(nextPart++, local));
    }

    /** Adds a new part that is as large as parts get, so that it will hardly be touched again. */
    void addFull(LocalPart local) {
        WorkingPart part = WorkingPart.of(nextPart++, local);
        parts.add(part);
        store.finished(Part.key(dataset, part.number(), local.sha256()), local.file());
    }

    /** Puts what a part became in its place: nothing, one part of its age, or more. */
    void replace(WorkingPart old, List<LocalPart> now) throws IOException {
        int index = parts.indexOf(old);
        parts.remove(index);
        if (!now.isEmpty()) {
            parts.add(index, WorkingPart.of(old.number(), now.get(0)));
            now.subList(1, now.size()).forEach(this::add);
        }
        drop(old);
    }

    /** Puts one part in the place of two neighbours; its age is that of the newer. */
    void merge(WorkingPart older, WorkingPart newer, LocalPart merged) throws IOException {
        int index = parts.indexOf(older);
        parts.remove(newer);
        parts.set(index, WorkingPart.of(newer.number(), merged));
        drop(older);
        drop(newer);
    }

    private void drop(WorkingPart part) throws IOException {
        release(part);
        if (part.local() != null) {
            Files.deleteIfExists(part.local().file());
        }
    }

    /** A part's file; one of the last commit is fetched, and kept until it is released. */
    Path open(WorkingPart part) throws IOException {
        if (part.local() != null) {
            return part.local().file();
        }
        Path known = fetched.get(part.number());
        if (known != null) {
            return known;
        }
        Path file = files.next();
        store.fetch(Objects.requireNonNull(part.stored()), file);
        fetched.put(part.number(), file);
        return file;
    }

    void release(WorkingPart part) throws IOException {
        Path file = fetched.remove(part.number());
        if (file != null) {
            Files.delete(file);
        }
    }

    /**
     * @param endLsn of the last transaction that was folded
     * @param changes what was folded
     */
    FoldedDataset result(long endLsn, PartColumns columns, List<PeriodChanges> changes) {
        Map<String, Path> created = new LinkedHashMap<>();
        List<Part> result = new ArrayList<>();
        List<WorkingPart> ordered = new ArrayList<>(parts);
        ordered.sort(Comparator.comparing(WorkingPart::firstPeriod).thenComparing(WorkingPart::number));
        for (WorkingPart part : ordered) {
            LocalPart local = part.local();
            if (local != null) {
                String key = Part.key(dataset, part.number(), local.sha256());
                created.put(key, local.file());
                result.add(new Part(key, local.rows(), local.bytes(), local.sha256(), endLsn, local.periods()));
            } else if (part.stored() != null) {
                result.add(part.stored());
            }
        }
        return new FoldedDataset(result, created, nextPart, columns, changes);
    }
}
