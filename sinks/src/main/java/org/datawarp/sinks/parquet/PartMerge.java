package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Merges small parts of similar age, like a log-structured merge tree: the number of parts stays logarithmic, and a
 * commit does not cost more after many others. Owned by one thread.
 */
final class PartMerge {

    private final WorkingParts parts;
    private final PartColumns columns;
    private final PartFiles files;
    private final FoldLimits limits;

    PartMerge(WorkingParts parts, PartColumns columns, PartFiles files, FoldLimits limits) {
        this.parts = parts;
        this.columns = columns;
        this.files = files;
        this.limits = limits;
    }

    /** Goes from the newest, so that a merged part is then compared with the next older one. */
    void run() throws IOException {
        for (int newer = parts.toList().size() - 1; newer > 0; newer--) {
            WorkingPart a = parts.toList().get(newer - 1);
            WorkingPart b = parts.toList().get(newer);
            if (worthMerging(a, b)) {
                merge(a, b);
            }
        }
    }

    private boolean worthMerging(WorkingPart older, WorkingPart newer) {
        return newer.local() != null
                && older.bytes() <= newer.bytes() * limits.mergeRatio()
                && older.bytes() + newer.bytes() <= limits.rollBytes()
                && older.rows() + newer.rows() <= limits.rollRows();
    }

    private void merge(WorkingPart older, WorkingPart newer) throws IOException {
        boolean swapped = newer.firstPeriod().compareTo(older.firstPeriod()) < 0;
        PartRewrite copy = new PartRewrite(columns, Map.of(), limits.groupRows());
        try (PartAssembly to = new PartAssembly(files, columns, limits.withRoom())) {
            for (WorkingPart part : swapped ? List.of(newer, older) : List.of(older, newer)) {
                Path file = parts.open(part);
                copy.copy(file, to);
            }
            List<LocalPart> merged = to.finish();
            parts.merge(older, newer, merged.get(0));
        }
    }
}
