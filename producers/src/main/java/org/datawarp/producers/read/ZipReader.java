package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Unpacks the members of a ZIP one by one and passes each on. Owned by one reading. */
final class ZipReader {

    private final ReadLimits limits;
    private final WorkFiles workFiles;

    ZipReader(ReadLimits limits, WorkFiles workFiles) {
        this.limits = limits;
        this.workFiles = workFiles;
    }

    /** What to do with the members. */
    interface Members {

        /** @param name its path within this ZIP */
        boolean wanted(String name);

        /** @throws UnreadableFileException passed to {@link #unreadable}; the other members continue */
        void read(String name, Path unpacked) throws IOException;

        void unreadable(String name, UnreadableFileException reason) throws IOException;
    }

    void read(Path file, String where, Members members) throws IOException {
        try (ZipArchive zip = Reading.open(where, "a whole ZIP", () -> ZipArchive.open(file, where, limits))) {
            Set<String> used = new HashSet<>();
            for (ZipArchiveEntry entry : zip.entries()) {
                String name = unused(ZipArchive.name(entry), used);
                if (!entry.isDirectory() && !isLeftover(name) && members.wanted(name)) {
                    readMember(zip, entry, name, members);
                }
            }
        }
    }

    /** Members are distinguished by their names, and a ZIP may use a name twice. */
    private static String unused(String name, Set<String> used) {
        int point = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        String unused = name;
        for (int i = 2; !used.add(unused); i++) {
            unused = name.substring(0, point) + " (" + i + ")" + name.substring(point);
        }
        return unused;
    }

    private void readMember(ZipArchive zip, ZipArchiveEntry entry, String name, Members members) throws IOException {
        if (entry.isUnixSymlink()) {
            members.unreadable(
                    name,
                    new UnreadableFileException(
                            UnreadableReason.UNSUPPORTED_FORMAT, name, "a link to another file", "the file itself"));
            return;
        }
        try (InputStream in = zip.open(entry);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
                WorkFiles.WorkFile unpacked = workFiles.unpack(checked, name)) {
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new UnreadableFileException(
                        UnreadableReason.MALFORMED,
                        name,
                        "content that does not match its checksum",
                        "what was packed");
            }
            members.read(name, unpacked.path());
        } catch (UnreadableFileException e) {
            if (zip.isSpent() || workFiles.isSpent()) {
                throw e;
            }
            members.unreadable(name, e);
        }
    }

    /** Files that file managers leave in ZIPs. */
    private static boolean isLeftover(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("__macosx/")
                || lower.endsWith(".ds_store")
                || lower.endsWith("thumbs.db")
                || lower.endsWith("desktop.ini");
    }
}
