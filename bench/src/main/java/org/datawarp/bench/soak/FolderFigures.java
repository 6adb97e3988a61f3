package org.datawarp.bench.soak;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The content of a folder while other processes write to it.
 *
 * @param bytes of its files
 * @param files how many
 */
record FolderFigures(long bytes, long files) {

    static FolderFigures of(Path folder) throws IOException {
        long[] sums = new long[2];
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sums[0] += attributes.size();
                    sums[1]++;
                    return FileVisitResult.CONTINUE;
                }

                /** It was deleted since it was listed. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return new FolderFigures(sums[0], sums[1]);
    }

    FolderFigures and(FolderFigures other) {
        return new FolderFigures(bytes + other.bytes, files + other.files);
    }
}
