package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a text file's bytes become characters, found by reading all of them: a file that is UTF-8 up to its last line may
 * hold its only pound sign there.
 *
 * @param markBytes length of the byte order mark
 */
record TextEncoding(Form form, int markBytes) {

    private static final int SAMPLE_BYTES = 4096;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16_LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16_BE_MARK = {(byte) 0xFE, (byte) 0xFF};

    /** The encodings that British publishers use. */
    enum Form {
        UTF_8,
        UTF_16_LE,
        UTF_16_BE,
        WINDOWS_1252,
        MAC_ROMAN
    }

    static TextEncoding of(Path file) throws IOException {
        byte[] start = start(file, SAMPLE_BYTES);
        if (startsWith(start, UTF_16_LE_MARK)) {
            return new TextEncoding(Form.UTF_16_LE, UTF_16_LE_MARK.length);
        }
        if (startsWith(start, UTF_16_BE_MARK)) {
            return new TextEncoding(Form.UTF_16_BE, UTF_16_BE_MARK.length);
        }
        if (isWide(start, 1)) {
            return new TextEncoding(Form.UTF_16_LE, 0);
        }
        if (isWide(start, 0)) {
            return new TextEncoding(Form.UTF_16_BE, 0);
        }
        int markBytes = startsWith(start, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        if (isUtf8(file)) {
            return new TextEncoding(Form.UTF_8, markBytes);
        }
        // Old Macs ended lines with a carriage return alone; nobody else does.
        return new TextEncoding(hasLineFeed(file) ? Form.WINDOWS_1252 : Form.MAC_ROMAN, markBytes);
    }

    /** Whether the bytes look like UTF-16: mostly zero at every second place, and never at the others. */
    static boolean isWide(byte[] start, int zeroAt) {
        int zeros = 0;
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                if (i % 2 != zeroAt) {
                    return false;
                }
                zeros++;
            }
        }
        return start.length >= 4 && zeros * 3 >= start.length;
    }

    /** The caller closes it. */
    Reader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(markBytes);
            return switch (form) {
                case UTF_8 -> new InputStreamReader(in, StandardCharsets.UTF_8);
                case UTF_16_LE -> new InputStreamReader(in, StandardCharsets.UTF_16LE);
                case UTF_16_BE -> new InputStreamReader(in, StandardCharsets.UTF_16BE);
                case WINDOWS_1252 -> new Windows1252Reader(in);
                case MAC_ROMAN -> new InputStreamReader(in, Charset.forName("x-MacRoman"));
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static byte[] start(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        }
    }

    static boolean startsWith(byte[] bytes, byte[] mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                CoderResult result = decoder.decode(bytes, chars.clear(), end);
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
            }
        }
        return true;
    }

    private static boolean hasLineFeed(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
