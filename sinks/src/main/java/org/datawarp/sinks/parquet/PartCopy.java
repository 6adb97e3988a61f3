package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the rows of several parts into one file. */
public final class PartCopy {

    private PartCopy() {}

    /**
     * @param parts in the order of their rows in the target
     * @param columns of all of them
     * @param target replaced if it exists
     */
    public static void concatenate(List<Path> parts, PartColumns columns, Path target) throws IOException {
        Set<PartColumns> layouts = new HashSet<>();
        for (Path part : parts) {
            layouts.add(PartReader.columnsOf(part));
        }
        if (layouts.equals(Set.of(columns))) {
            appendGroups(parts, columns, target);
        } else {
            copyRows(parts, columns, target);
        }
    }

    private static void appendGroups(List<Path> parts, PartColumns columns, Path target) throws IOException {
        try (GroupWriter writer = new GroupWriter(target, columns)) {
            for (Path part : parts) {
                writer.append(part, PartReader.groupsOf(part));
            }
            writer.finish();
        }
    }

    private static void copyRows(List<Path> parts, PartColumns columns, Path target) throws IOException {
        try (PartWriter writer = new PartWriter(target, columns)) {
            for (Path part : parts) {
                try (PartReader reader = new PartReader(part, columns)) {
                    for (List<@Nullable Object> row = reader.read(); row != null; row = reader.read()) {
                        writer.write(row);
                    }
                }
            }
            writer.finish();
        }
    }
}
