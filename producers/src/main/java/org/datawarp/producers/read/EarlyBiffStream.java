package org.datawarp.producers.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The records of a workbook of Excel 2, 3 or 4, one after the other: such a file is a plain series of records, without
 * a container. Owned by one reading, which closes it.
 */
final class EarlyBiffStream implements Closeable {

    /** The beginning of a sheet; the upper byte of the type is 0, 2 or 4, for Excel 2, 3 or 4. */
    private static final int BEGIN = 0x09;

    private static final int MOST_BEGIN_BYTES = 16;

    /** Worksheet, chart, macros, several sheets. */
    private static final Set<Integer> KINDS = Set.of(0x0010, 0x0020, 0x0040, 0x0100);

    private static final int HEADER_BYTES = 4;
    private static final Charset MAC_ROMAN = Charset.forName("x-MacRoman");
    private static final int MAC_ROMAN_PAGE = 0x8000;

    private final InputStream in;
    private Charset bytesMean = Charset.forName("windows-1252");
    private ByteBuffer content = ByteBuffer.allocate(0);
    private int type;

    EarlyBiffStream(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file));
    }

    /** Whether a file that starts with these bytes consists of such records. */
    static boolean isStart(byte[] start) {
        if (start.length < HEADER_BYTES + HEADER_BYTES) {
            return false;
        }
        ByteBuffer record = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int first = Short.toUnsignedInt(record.getShort());
        int length = Short.toUnsignedInt(record.getShort());
        record.getShort();
        return isBegin(first)
                && length >= HEADER_BYTES
                && length <= MOST_BEGIN_BYTES
                && KINDS.contains(Short.toUnsignedInt(record.getShort()));
    }

    static boolean isBegin(int type) {
        return type == BEGIN || type == (0x0200 | BEGIN) || type == (0x0400 | BEGIN);
    }

    /** Moves to the next record; false at the end of the file. */
    boolean next() throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            return false;
        }
        ByteBuffer begin = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        type = Short.toUnsignedInt(begin.getShort());
        int length = Short.toUnsignedInt(begin.getShort());
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the file ends within a record");
        }
        content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return true;
    }

    int type() {
        return type;
    }

    /** The record's content; reading past its end throws {@link java.nio.BufferUnderflowException}. */
    ByteBuffer content() {
        return content;
    }

    int byteAt() {
        return Byte.toUnsignedInt(content.get());
    }

    int twoBytes() {
        return Short.toUnsignedInt(content.getShort());
    }

    void codePage(int page) {
        bytesMean = page == MAC_ROMAN_PAGE ? MAC_ROMAN : bytesMean;
    }

    /** A text with this many bytes, one a character. */
    String text(int length) {
        byte[] bytes = new byte[length];
        content.get(bytes);
        return new String(bytes, bytesMean);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
