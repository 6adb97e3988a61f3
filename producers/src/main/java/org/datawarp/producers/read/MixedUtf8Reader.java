package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 that contains bytes of Windows-1252, for example because one file was pasted into another. Such bytes
 * are read as Windows-1252, and no byte is lost. Closes the stream.
 */
final class MixedUtf8Reader extends Reader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private boolean ended;

    MixedUtf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        // Room for a surrogate pair: with less, the decoder would make no progress.
        CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
        while (chars.position() == offset) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            for (int i = result.isError() ? result.length() : 0; i > 0 && chars.hasRemaining(); i--) {
                chars.put(Windows1252Reader.decoded((char) Byte.toUnsignedInt(bytes.get())));
            }
            if (chars.position() == offset && result.isOverflow()) {
                throw new IllegalArgumentException("Cannot decode: no room for " + length + " characters");
            }
            if (chars.position() == offset && result.isUnderflow()) {
                if (ended) {
                    return -1;
                }
                fill();
            }
        }
        return chars.position() - offset;
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
