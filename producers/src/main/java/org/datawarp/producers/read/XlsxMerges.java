package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The merged cells of a worksheet. They follow its rows. A sheet may be too large to be held until they come. Then
 * their bytes are searched in the part, several times faster than its XML can be parsed.
 */
final class XlsxMerges {

    private static final byte[] ELEMENT = "mergeCell ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ELEMENT = 256;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LETTERS = 26;

    /** How far the search may advance, by the byte found where the last byte of the word should be. */
    private static final int[] SHIFTS = shifts();

    private XlsxMerges() {}

    private static int[] shifts() {
        int[] shifts = new int[1 << Byte.SIZE];
        Arrays.fill(shifts, ELEMENT.length);
        for (int i = 0; i + 1 < ELEMENT.length; i++) {
            shifts[ELEMENT[i]] = ELEMENT.length - 1 - i;
        }
        return shifts;
    }

    /** @param part in an encoding that keeps ASCII unchanged; in any other, no merged cells are found; closed */
    static void find(InputStream part, SheetMerges merges) throws IOException {
        try (part) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int kept = 0;
            boolean ended = false;
            while (!ended) {
                int end = kept + part.readNBytes(buffer, kept, BUFFER_BYTES - kept);
                ended = end < BUFFER_BYTES;
                int from = find(buffer, end, ended ? end : end - LONGEST_ELEMENT, merges);
                kept = Math.max(0, end - from);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
        }
    }

    /** @return where to continue */
    private static int find(byte[] bytes, int end, int until, SheetMerges merges) throws IOException {
        int last = ELEMENT.length - 1;
        int at = 0;
        while (at < until && at + last < end) {
            if (isElement(bytes, at)) {
                add(attribute(bytes, at + ELEMENT.length, Math.min(end, at + LONGEST_ELEMENT)), merges);
            }
            at += SHIFTS[bytes[at + last] & 0xFF];
        }
        return at;
    }

    private static boolean isElement(byte[] bytes, int at) {
        boolean begins = at > 0 && (bytes[at - 1] == '<' || bytes[at - 1] == ':');
        return begins && Arrays.equals(bytes, at, at + ELEMENT.length, ELEMENT, 0, ELEMENT.length);
    }

    /** The first value in quotes: the element has no other. */
    private static String attribute(byte[] bytes, int from, int end) {
        int begin = from;
        while (begin < end && bytes[begin] != '"' && bytes[begin] != '\'' && bytes[begin] != '>') {
            begin++;
        }
        int close = begin + 1;
        while (close < end && bytes[close] != bytes[begin]) {
            close++;
        }
        return close >= end ? "" : new String(bytes, begin + 1, close - begin - 1, StandardCharsets.US_ASCII);
    }

    /** @param reference such as {@code B7:D8}; any other is not a merged cell */
    static void add(String reference, SheetMerges merges) throws UnreadableFileException {
        int colon = reference.indexOf(':');
        int[] first = place(reference, 0, colon);
        int[] last = place(reference, colon + 1, reference.length());
        if (first.length > 0 && last.length > 0) {
            merges.add(first[1], first[0] - 1L, last[0] - first[0] + 1L, last[1] - first[1] + 1L);
        }
    }

    /** Column and row, both from 1, of a reference such as {@code $B$7}; empty when it is not a reference. */
    private static int[] place(String reference, int from, int to) {
        int column = 0;
        int row = 0;
        for (int i = from; i < to; i++) {
            char c = reference.charAt(i);
            int letter = (c | 0x20) - 'a' + 1;
            if (c >= '0' && c <= '9' && row < Integer.MAX_VALUE / 20) {
                row = row * 10 + c - '0';
            } else if (letter >= 1 && letter <= LETTERS && row == 0 && column < Short.MAX_VALUE) {
                column = column * LETTERS + letter;
            } else if (c != '$') {
                return new int[0];
            }
        }
        return row == 0 || column == 0 ? new int[0] : new int[] {column, row};
    }
}
