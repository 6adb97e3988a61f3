package org.datawarp.sinks.parquet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodChanges;

/**
 * A dataset after its changes.
 *
 * @param parts all of them, in the order of their periods
 * @param created the files of those that are new, by key
 * @param nextPart the number of the next new part
 * @param columns of all parts
 * @param changes what was folded, in the order of the periods
 */
public record FoldedDataset(
        List<Part> parts, Map<String, Path> created, long nextPart, PartColumns columns, List<PeriodChanges> changes) {

    public FoldedDataset {
        parts = List.copyOf(parts);
        created = Map.copyOf(created);
        changes = List.copyOf(changes);
    }

    /** The same parts, with no row counted as changed. */
    public FoldedDataset withoutChanges() {
        return new FoldedDataset(parts, created, nextPart, columns, List.of());
    }

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
