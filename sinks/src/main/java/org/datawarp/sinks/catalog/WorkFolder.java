package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for temporary files. */
final class WorkFolder {

    /** The room that a part takes while it is written: with less, none is started. */
    private static final long LEAST_ROOM_BYTES = 64L << 20;

    private WorkFolder() {}

    /** Whether its disk has so little room that this explains a failure. */
    static boolean isFull(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM_BYTES;
    }

    /** @throws IOException when its disk is full, saying how much there has to be */
    static void checkRoom(Path folder) throws IOException {
        if (isFull(folder)) {
            throw new IOException("Cannot fold in %s: found %d MB free, expected %d or more; make room on its disk"
                    .formatted(folder, Files.getFileStore(folder).getUsableSpace() >> 20, LEAST_ROOM_BYTES >> 20));
        }
    }

    /** Deletes what a killed process left in a folder, and creates the folder. */
    static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            delete(folder);
        }
        Files.createDirectories(folder);
    }

    /** Deletes a folder and all in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
