package org.datawarp.producers.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The records of one part of an XLSB, one after the other. Owned by one reading, which closes it. */
final class Biff12Stream implements Closeable {

    /** The part of a record that is kept. Everything needed is within it, even the longest text. */
    private static final int MOST_KEPT = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int TYPE_BYTES = 2;
    private static final int SIZE_BYTES = 4;
    private static final int END = -1;

    private final InputStream in;
    private final String where;
    private final int longestText;
    private byte[] kept = new byte[1024];
    private ByteBuffer content = ByteBuffer.wrap(kept, 0, 0);
    private int type = END;
    private long unread;

    /** @param longestText most characters of one text */
    Biff12Stream(InputStream in, String where, int longestText) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.where = where;
        this.longestText = longestText;
    }

    /** Moves to the next record; false at the end of the part. */
    boolean next() throws IOException {
        in.skipNBytes(unread);
        unread = 0;
        int first = in.read();
        if (first < 0) {
            return false;
        }
        type = (int) variable(first, TYPE_BYTES);
        unread = variable(required(), SIZE_BYTES);
        return true;
    }

    int type() {
        return type;
    }

    /** The record's content; reading past its end throws {@link java.nio.BufferUnderflowException}. */
    ByteBuffer content() throws IOException {
        int count = (int) Math.min(unread, MOST_KEPT);
        if (count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(count, kept.length * 2));
        }
        if (in.readNBytes(kept, 0, count) < count) {
            throw new EOFException("the part ends within a record");
        }
        unread -= count;
        content = ByteBuffer.wrap(kept, 0, count).order(ByteOrder.LITTLE_ENDIAN);
        return content;
    }

    /** A text at this place of the current content; empty when it is marked as absent. */
    String text() throws UnreadableFileException {
        int length = content.getInt();
        if (length == -1) {
            return "";
        }
        if (length < 0 || length > longestText) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a text of " + Integer.toUnsignedString(length) + " characters",
                    "at most " + longestText);
        }
        ByteBuffer bytes = content.slice(content.position(), length * Character.BYTES);
        content.position(content.position() + length * Character.BYTES);
        return StandardCharsets.UTF_16LE.decode(bytes).toString();
    }

    /** A text that is followed by its formatting. */
    String richText() throws UnreadableFileException {
        content.get();
        return text();
    }

    /** Seven bits a byte, the lowest first, as long as the eighth bit is set. */
    private long variable(int first, int most) throws IOException {
        long value = first & 0x7F;
        int last = first;
        for (int i = 1; i < most && (last & 0x80) != 0; i++) {
            last = required();
            value |= (long) (last & 0x7F) << (7 * i);
        }
        return value;
    }

    private int required() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the part ends within a record");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
