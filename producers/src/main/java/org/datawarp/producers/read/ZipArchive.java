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
 * An open ZIP whose entries can be read while what they unpack to is counted. Its opener closes it; one thread.
 *
 * <p>Not the JDK's: that one refuses the whole archive for one encrypted member or one name in an old encoding, and
 * cannot read Deflate64, which Windows uses for large files.
 */
final class ZipArchive implements Closeable {

    private static final Set<ZipMethod> METHODS =
            EnumSet.of(ZipMethod.STORED, ZipMethod.DEFLATED, ZipMethod.ENHANCED_DEFLATED, ZipMethod.BZIP2);

    /** What names are in unless they say that they are UTF-8, or are anyway. */
    private static final Charset DOS = Charset.forName("IBM437");

    private static final int LONGEST_NAME = 1024;

    private final ZipFile zip;
    private final String where;
    private final ByteAllowance allowance;

    private ZipArchive(ZipFile zip, String where, ByteAllowance allowance) {
        this.zip = zip;
        this.where = where;
        this.allowance = allowance;
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
        ByteAllowance allowance = new ByteAllowance(limits.decodedBytes(Files.size(file)));
        try {
            return new ZipArchive(
                    ZipFile.builder()
                            .setPath(file)
                            .setCharset(StandardCharsets.UTF_8)
                            .get(),
                    where,
                    allowance);
        } catch (IllegalArgumentException e) {
            throw (ZipException) new ZipException("its directory cannot be read").initCause(e);
        }
    }

    /** Whether it unpacked to more than it may: whatever else is in it cannot be read either. */
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
                () -> new CountedInput(zip.getInputStream(entry), place, allowance));
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
