package org.datawarp.operate.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.datawarp.producers.fetch.DurableFile;
import org.datawarp.producers.fetch.FolderFiles;

/** Folders of small files as one ZIP. The same files give the same bytes. */
final class FolderZip {

    private static final FileTime NO_TIME = FileTime.fromMillis(0);

    private FolderZip() {}

    /** @param below names of folders in {@code folder}; the whole folder when there are none */
    static int write(Path folder, List<String> below, OutputStream out) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path start : below.isEmpty()
                ? List.of(folder)
                : below.stream().map(folder::resolve).toList()) {
            // Drafts are not kept, and may vanish before they are read.
            FolderFiles.in(start).stream()
                    .filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .forEach(files::add);
        }
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Path file : files) {
            ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
            entry.setLastModifiedTime(NO_TIME);
            zip.putNextEntry(entry);
            Files.copy(file, zip);
            zip.closeEntry();
        }
        zip.finish();
        return files.size();
    }

    /** The action for a file in a ZIP. */
    @FunctionalInterface
    interface Taker {
        void take(String name, byte[] content) throws IOException;
    }

    static void read(Path zip, Taker to) throws IOException {
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                to.take(entry.getName(), entries.readAllBytes());
            }
        }
    }

    /** Writes its files durably into a folder. Files that are already there and equal are not touched. */
    static int unpack(Path zip, Path folder) throws IOException {
        int[] count = {0};
        read(zip, (name, content) -> {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize())) {
                throw new IOException("Cannot unpack %s: %s leads out of the folder".formatted(zip, name));
            }
            count[0]++;
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Path parent = Objects.requireNonNull(file.getParent());
                DurableFile.createFolder(parent);
                Path draft = Files.createTempFile(parent, "", ".part");
                Files.write(draft, content);
                DurableFile.move(draft, file);
            }
        });
        return count[0];
    }

    /** Its files that a folder lacks, or has with other content. */
    static List<String> differences(Path zip, Path folder) throws IOException {
        List<String> different = new ArrayList<>();
        read(zip, (name, content) -> {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                different.add(name);
            }
        });
        return different;
    }
}
