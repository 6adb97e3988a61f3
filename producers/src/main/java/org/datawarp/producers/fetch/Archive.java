package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.datawarp.schemas.name.FileDigest;

/**
 * The original bytes of every file ever fetched, under {@code <first 2 hex>/<digest>}. A file is durable here before
 * anyone is notified of it, and nothing here ever changes. Safe for several threads and processes.
 */
public final class Archive {

    private static final int FOLDER_DIGITS = 2;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Duration LONGEST_ARRIVAL = Duration.ofDays(1);

    private final Path folder;
    private final Path arriving;

    private Archive(Path folder) {
        this.folder = folder;
        this.arriving = folder.resolve("arriving");
    }

    /** @param folder created when it does not exist */
    public static Archive in(Path folder) throws IOException {
        Archive archive = new Archive(folder.toAbsolutePath().normalize());
        DurableFile.createFolder(archive.folder);
        DurableFile.createFolder(archive.arriving);
        archive.sweep();
        return archive;
    }

    /** The records of what was sent from it. */
    public ReleaseRecords records() {
        return ReleaseRecords.in(folder);
    }

    /**
     * Whether a file's bytes match its name; reads all of them.
     *
     * @param bytes how many it has
     */
    public boolean isSound(FileDigest digest, long bytes) throws IOException {
        return holds(digest, bytes) && digest(path(digest)).equals(digest);
    }

    static FileDigest digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, sha256).transferTo(OutputStream.nullOutputStream());
            return new FileDigest(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Removes arrivals of processes that were killed: those older than a day, because another process may share the
     * archive.
     */
    private void sweep() throws IOException {
        Path now = arrival();
        FileTime old = FileTime.from(Files.getLastModifiedTime(now).toInstant().minus(LONGEST_ARRIVAL));
        Files.delete(now);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(arriving)) {
            for (Path left : all) {
                if (Files.getLastModifiedTime(left).compareTo(old) < 0) {
                    Files.deleteIfExists(left);
                }
            }
        }
    }

    /** Where a file's bytes are, or would be. */
    public Path path(FileDigest digest) {
        return folderOf(digest).resolve(digest.value());
    }

    /** Every file in it. Files that arrive during the call may be among them. */
    public List<Path> files() throws IOException {
        return FolderFiles.in(folder).stream()
                .filter(file -> DIGEST.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    /** @param bytes how many the file has; a shorter file of that name does not count */
    public boolean holds(FileDigest digest, long bytes) {
        try {
            return Files.size(path(digest)) == bytes;
        } catch (IOException e) {
            return false;
        }
    }

    /** A new file to write a transfer to; on the archive's own disk, so that it can be renamed. */
    Path arrival() throws IOException {
        return Files.createTempFile(arriving, "", ".part");
    }

    /**
     * Keeps an arrival for ever.
     *
     * @param arrival gone afterwards
     */
    Path keep(Path arrival, FileDigest digest) throws IOException {
        Path place = path(digest);
        DurableFile.createFolder(folderOf(digest));
        if (holds(digest, Files.size(arrival))) {
            Files.delete(arrival);
            // The process that put it there may have been stopped before its name was durable.
            DurableFile.forceFolderOf(place);
        } else {
            DurableFile.move(arrival, place);
        }
        return place;
    }

    private Path folderOf(FileDigest digest) {
        return folder.resolve(digest.value().substring(0, FOLDER_DIGITS));
    }
}
