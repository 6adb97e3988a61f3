package org.datawarp.producers.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Moves a finished file to its place so that, after any crash, it is there whole or not at all. */
public final class DurableFile {

    private DurableFile() {}

    /**
     * Forces a file's bytes to disk and renames it.
     *
     * @param finished on the same file system as {@code place}; gone afterwards
     */
    public static void move(Path finished, Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolderOf(place);
    }

    /** Creates a folder and its parents; their names are on disk when this returns. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            createFolder(above);
        }
        Files.createDirectories(folder);
        forceFolderOf(folder);
    }

    /** A name is durable only when the folder that holds it is forced to disk. */
    static void forceFolderOf(Path name) throws IOException {
        Path folder = name.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
