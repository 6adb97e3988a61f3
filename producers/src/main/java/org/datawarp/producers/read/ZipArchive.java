package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * An open ZIP whose entries can be read while their unpacked bytes are counted. The caller that opens it closes it; one
 * thread.
 *
 * <p>Not the JDK's, which refuses the whole archive for one encrypted member or one name in an old encoding, and cannot
 * read Deflate64, which Windows uses for large files.
 */
final class ZipArchive implements Closeable {

    private static final Set<ZipMethod> METHODS =
            EnumSet.of(ZipMethod.STORED, ZipMethod.DEFLATED, ZipMethod.ENHANCED_DEFLATED, ZipMethod.BZIP2);

    /** The encoding of names that neither say that they are UTF-8 nor look like it. */
    private static final Charset DOS = Charset.forName("IBM437");

    private static final int LONGEST_NAME = 1024;

    private final ZipFile zip;
    private final String where;
    private final ByteAllowance allowance;

    /** Bytes that are unpacked a second time do not count against the limit for the first time. */
    private final ByteAllowance again;

    private ZipArchive(ZipFile zip, String where, long decodedBytes) {
        this.zip = zip;
        this.where = where;
        this.allowance = new ByteAllowance(decodedBytes);
        this.again = new ByteAllowance(decodedBytes);
    }

    /** @param where the file as published, for messages */
    static ZipArchive open(Path file, String where, ReadLimits limits) throws IOException {
        if (ZipDirectory.countEntries(file, limits.entries()) > limits.entries()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a ZIP of more than " + limits.entries() + " entries",
                    "at most that many");
        }
        long decodedBytes = limits.decodedBytes(Files.size(file));
        ZipArchive archive = new ZipArchive(zip(file), where, decodedBytes);
        if (archive.isLayered()) {
            archive.close();
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a ZIP whose entries share their bytes",
                    "bytes of its own in each");
        }
        return archive;
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return ZipFile.builder()
                    .setPath(file)
                    .setCharset(StandardCharsets.UTF_8)
                    .get();
        } catch (IllegalArgumentException e) {
            throw (ZipException) new ZipException("its directory cannot be read").initCause(e);
        }
    }

    /** Whether entries overlap; only archives built to unpack to far more than they hold do that. */
    private boolean isLayered() {
        long end = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            if (entry.getLocalHeaderOffset() < end) {
                return true;
            }
            end = entry.getLocalHeaderOffset() + Math.max(0, entry.getCompressedSize());
        }
        return false;
    }

    /** Whether it unpacked to more than allowed: then nothing else in it can be read either. */
    boolean isSpent() {
        return allowance.isSpent();
    }

    List<ZipArchiveEntry> entries() {
        return Collections.list(zip.getEntries());
    }

    /** The name as a label: decoded, without control characters, never to be used as a path. */
    static String name(ZipArchiveEntry entry) {
        String name = decoded(entry).replace('\\', '/');
        StringBuilder clean = new StringBuilder();
        name.chars().limit(LONGEST_NAME).forEach(c -> clean.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
        return clean.toString();
    }

    /** The content, counted; the caller closes it. */
    InputStream open(ZipArchiveEntry entry) throws IOException {
        return open(entry, allowance);
    }

    /** The content again, also while it is still being read the first time. */
    InputStream openAgain(ZipArchiveEntry entry) throws IOException {
        return open(entry, again);
    }

    private InputStream open(ZipArchiveEntry entry, ByteAllowance counted) throws IOException {
        String place = where + " › " + name(entry);
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new UnreadableFileException(
                    UnreadableReason.ENCRYPTED, place, "a member protected with a password", "an open one");
        }
        ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
        if (!METHODS.contains(method)) {
            throw new UnreadableFileException(
                    UnreadableReason.UNSUPPORTED_FORMAT, place, "compression method " + entry.getMethod(), "deflate");
        }
        return Reading.open(
                place,
                "a member that can be unpacked",
                () -> new CountedInput(zip.getInputStream(entry), place, counted));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static String decoded(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null || entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, DOS);
        }
    }
}
