package org.datawarp.producers.read;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Decodes Windows-1252 as browsers do: the five bytes that it leaves undefined become control characters. Java's own
 * decoder replaces them by U+FFFD, and then the original byte is lost.
 */
final class Windows1252Reader extends FilterReader {

    private static final int FIRST = 0x80;

    /** The characters of the bytes from 0x80 on. */
    static final String UPPER_HALF = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021"
            + "\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
            + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014"
            + "\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178"
            + new String(latin1(), StandardCharsets.ISO_8859_1);

    Windows1252Reader(InputStream in) {
        super(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        return c < 0 ? c : decoded((char) c);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            buffer[i] = decoded(buffer[i]);
        }
        return count;
    }

    private static byte[] latin1() {
        byte[] bytes = new byte[0x60];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0xA0 + i);
        }
        return bytes;
    }

    /** @param c a byte */
    static char decoded(char c) {
        return c < FIRST ? c : UPPER_HALF.charAt(c - FIRST);
    }
}
