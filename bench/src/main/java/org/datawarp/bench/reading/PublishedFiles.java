package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.datawarp.producers.read.FileFormat;
import org.datawarp.producers.read.ReadLimits;
import org.jspecify.annotations.Nullable;

/** The largest published files of each format that rivals read, by their bytes, not by their names. */
final class PublishedFiles {

    private PublishedFiles() {}

    /** @param folder searched with all its subfolders; null when there is none */
    static List<Path> largest(@Nullable Path folder, int ofEach) throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        return Stream.concat(
                        largest(folder, ".xlsx", FileFormat.XLSX, ofEach),
                        Stream.concat(
                                largest(folder, ".xls", FileFormat.XLS, ofEach),
                                largest(folder, ".csv", FileFormat.CSV, ofEach)))
                .toList();
    }

    private static Stream<Path> largest(Path folder, String extension, FileFormat format, int count)
            throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(extension))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().length())
                            .reversed())
                    .filter(file -> isOf(file, format))
                    .limit(count)
                    .toList()
                    .stream();
        }
    }

    private static boolean isOf(Path file, FileFormat format) {
        try {
            return FileFormat.of(file, file.getFileName().toString(), ReadLimits.DEFAULT) == format;
        } catch (IOException e) {
            // A damaged file is not a useful benchmark.
            return false;
        }
    }
}
