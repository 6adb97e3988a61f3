package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/** Puts the rows of several parts into one file. */
public final class PartCopy {

    private PartCopy() {}

    /**
     * @param parts in the order in which their rows shall stand
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

    /** Copies whole row groups as they are: fifty times as fast as to decode and encode their rows. */
    private static void appendGroups(List<Path> parts, PartColumns columns, Path target) throws IOException {
        try (ParquetFileWriter writer = new ParquetFileWriter(
                new LocalOutputFile(target),
                PartSchema.of(columns),
                ParquetFileWriter.Mode.OVERWRITE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                null,
                ParquetProperties.builder().build())) {
            writer.start();
            for (Path part : parts) {
                try (ParquetFileReader reader = PartReader.open(part, new ZstdCodecs())) {
                    reader.appendTo(writer);
                }
            }
            writer.end(Map.of());
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
