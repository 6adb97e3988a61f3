package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The encoding of a text file, found by reading all of it: a file that looks like UTF-8 up to its last line may have its
 * only pound sign there.
 *
 * @param markBytes length of the byte order mark
 */
record TextEncoding(Form form, int markBytes) {

    private static final int SAMPLE_BYTES = 4096;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_32_LE_MARK = {(byte) 0xFF, (byte) 0xFE, 0, 0};
    private static final byte[] UTF_32_BE_MARK = {0, 0, (byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16_LE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16_BE_MARK = {(byte) 0xFE, (byte) 0xFF};

    /** The encodings that British publishers use. */
    enum Form {
        UTF_8,
        /** UTF-8 with bytes of Windows-1252 in it. */
        MIXED,
        UTF_16_LE,
        UTF_16_BE,
        UTF_32_LE,
        UTF_32_BE,
        WINDOWS_1252,
        MAC_ROMAN
    }

    static TextEncoding of(Path file) throws IOException {
        byte[] start = start(file, SAMPLE_BYTES);
        if (startsWith(start, UTF_32_LE_MARK)) {
            return new TextEncoding(Form.UTF_32_LE, UTF_32_LE_MARK.length);
        }
        if (startsWith(start, UTF_32_BE_MARK)) {
            return new TextEncoding(Form.UTF_32_BE, UTF_32_BE_MARK.length);
        }
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
        boolean marked = startsWith(start, UTF_8_MARK);
        return new TextEncoding(narrow(TextSurvey.of(file), marked), marked ? UTF_8_MARK.length : 0);
    }

    private static Form narrow(TextSurvey survey, boolean marked) {
        if (survey.isUtf8()) {
            return Form.UTF_8;
        }
        if (marked || survey.isMostlyUtf8()) {
            return Form.MIXED;
        }
        return survey.isMacRoman() ? Form.MAC_ROMAN : Form.WINDOWS_1252;
    }

    /** Whether a byte order mark of UTF-16 or UTF-32 is there. */
    static boolean isMarkedWide(byte[] start) {
        return startsWith(start, UTF_16_LE_MARK)
                || startsWith(start, UTF_16_BE_MARK)
                || startsWith(start, UTF_32_BE_MARK);
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

    /** The caller closes it. Bytes that are not text in this encoding end the reading: nothing is silently replaced. */
    Reader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(markBytes);
            return switch (form) {
                case UTF_8 -> strict(in, StandardCharsets.UTF_8);
                case MIXED -> new MixedUtf8Reader(in);
                case UTF_16_LE -> strict(in, StandardCharsets.UTF_16LE);
                case UTF_16_BE -> strict(in, StandardCharsets.UTF_16BE);
                case UTF_32_LE -> strict(in, Charset.forName("UTF-32LE"));
                case UTF_32_BE -> strict(in, Charset.forName("UTF-32BE"));
                case WINDOWS_1252 -> new Windows1252Reader(in);
                case MAC_ROMAN -> strict(in, Charset.forName("x-MacRoman"));
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static Reader strict(InputStream in, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return Channels.newReader(Channels.newChannel(in), decoder, BUFFER_BYTES);
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
}
