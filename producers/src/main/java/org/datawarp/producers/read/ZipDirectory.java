package org.datawarp.producers.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Reads through a ZIP's central directory without keeping it: a library would keep every entry, and a file of 46 MB can
 * list a million.
 */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR64_SIGNATURE = 0x07064b50;
    private static final int LOCATOR64_BYTES = 20;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private ZipDirectory() {}

    /**
     * Counts the entries that the directory really holds.
     *
     * @param most counting stops beyond it
     * @throws ZipException when the file has no directory, for example because its transfer was cut short
     */
    static int countEntries(Path file, int most) throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
            long position = directoryStart(zip);
            int count = 0;
            while (count <= most && position + ENTRY_BYTES <= zip.length()) {
                ByteBuffer entry = bytes(zip, position, ENTRY_BYTES);
                if (entry.getInt(0) != ENTRY_SIGNATURE) {
                    break;
                }
                count++;
                position += ENTRY_BYTES + unsigned(entry, 28) + unsigned(entry, 30) + unsigned(entry, 32);
            }
            return count;
        }
    }

    private static long directoryStart(RandomAccessFile zip) throws IOException {
        long end = endPosition(zip);
        long locator = end - LOCATOR64_BYTES;
        if (locator >= 0 && bytes(zip, locator, 4).getInt(0) == LOCATOR64_SIGNATURE) {
            long end64 = bytes(zip, locator, LOCATOR64_BYTES).getLong(8);
            if (end64 < 0 || end64 > locator - END64_BYTES) {
                throw new ZipException("the ZIP64 directory is outside the file");
            }
            ByteBuffer record = bytes(zip, end64, END64_BYTES);
            if (record.getInt(0) != END64_SIGNATURE) {
                throw new ZipException("the ZIP64 directory is not where the file says");
            }
            return inside(zip, record.getLong(48));
        }
        ByteBuffer record = bytes(zip, end, END_BYTES);
        long length = Integer.toUnsignedLong(record.getInt(12));
        long offset = Integer.toUnsignedLong(record.getInt(16));
        // Bytes before the archive, as in one that unpacks itself, shift everything.
        return inside(zip, offset + Math.max(end - length - offset, 0));
    }

    private static long inside(RandomAccessFile zip, long position) throws IOException {
        if (position < 0 || position > zip.length()) {
            throw new ZipException("the directory is outside the file");
        }
        return position;
    }

    private static long endPosition(RandomAccessFile zip) throws IOException {
        long length = zip.length();
        int tail = (int) Math.min(length, END_BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = bytes(zip, length - tail, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            if (bytes.getInt(i) == END_SIGNATURE) {
                return length - tail + i;
            }
        }
        throw new ZipException("it has no directory at its end, so it was cut short");
    }

    private static ByteBuffer bytes(RandomAccessFile zip, long position, int count) throws IOException {
        if (position < 0 || position + count > zip.length()) {
            throw new EOFException("the file ends within its directory");
        }
        byte[] bytes = new byte[count];
        zip.seek(position);
        zip.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer bytes, int index) {
        return Short.toUnsignedInt(bytes.getShort(index));
    }
}
