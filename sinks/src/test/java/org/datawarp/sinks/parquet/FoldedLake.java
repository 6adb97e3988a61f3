package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.RowChange;
import org.jspecify.annotations.Nullable;

/** A dataset in a folder, commit by commit: in place of a store and a catalogue. Counts what is fetched. */
final class FoldedLake implements PartStore {

    private final Path folder;
    private FoldLimits limits;
    private final Map<String, Path> objects = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();
    private FoldBase base = FoldBase.empty(Samples.DATASET);
    private FoldedDataset last = new FoldedDataset(List.of(), Map.of(), 1, PartColumns.of(Samples.COLUMNS), List.of());

    FoldedLake(Path folder, FoldLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    @Override
    public void fetch(Part part, Path file) throws IOException {
        fetched.add(part.key());
        Files.copy(Objects.requireNonNull(objects.get(part.key()), part.key()), file);
    }

    @Override
    public void finished(String key, Path file) {
        finished.add(key);
    }

    /** Sets other limits for later commits. */
    void use(FoldLimits others) {
        limits = others;
    }

    /** Folds changes and commits the result. */
    void commit(RowChange... changes) throws IOException {
        commit(Samples.COLUMNS, List.of(changes));
    }

    void commit(List<ChangeColumn> layout, List<RowChange> changes) throws IOException {
        fetched.clear();
        try (DatasetFold fold = new DatasetFold(base, this, folder.resolve("work"), limits)) {
            for (RowChange change : changes) {
                fold.add(key(change), change, layout);
            }
            last = fold.finish(1);
            for (var created : last.created().entrySet()) {
                Path object = folder.resolve(created.getKey().replace('/', '_'));
                // The same content may come again, under the same name.
                Files.copy(created.getValue(), object, StandardCopyOption.REPLACE_EXISTING);
                objects.put(created.getKey(), object);
            }
        }
        base = new FoldBase(
                Samples.DATASET, last.parts(), last.nextPart(), last.columns().columns());
    }

    private static byte[] key(RowChange change) {
        return Samples.key(Objects.requireNonNull(change.after() == null ? change.before() : change.after()));
    }

    List<Part> parts() {
        return last.parts();
    }

    FoldedDataset last() {
        return last;
    }

    /** The parts that the last commit fetched, in order. */
    List<String> fetched() {
        return List.copyOf(fetched);
    }

    /** Parts that could be uploaded before a fold ended. */
    List<String> finished() {
        return List.copyOf(finished);
    }

    Path file(Part part) {
        return Objects.requireNonNull(objects.get(part.key()), part.key());
    }

    List<Path> files() {
        return parts().stream().map(this::file).toList();
    }

    /** All rows in all parts. */
    List<List<@Nullable Object>> rows() throws IOException {
        return rows(last.columns());
    }

    List<List<@Nullable Object>> rows(PartColumns columns) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Part part : parts()) {
            rows.addAll(rows(part, columns));
        }
        return rows;
    }

    List<List<@Nullable Object>> rows(Part part, PartColumns columns) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (PartReader reader = new PartReader(file(part), columns)) {
            for (var row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
