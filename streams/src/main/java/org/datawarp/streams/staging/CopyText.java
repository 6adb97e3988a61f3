package org.datawarp.streams.staging;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/**
 * Rows in PostgreSQL's text format of COPY: fields separated by tabs, rows by line feeds, backslash escapes.
 *
 * <p>Grows as needed and is used again after {@link #clear}. Owned by one thread.
 */
final class CopyText {

    private static final int FIRST_BYTES = 64 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final double LARGEST_EXACT_INTEGER = 9_007_199_254_740_992.0;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int rowStart;
    private boolean inRow;

    /** The text so far: the first {@link #length} bytes. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        rowStart = 0;
        inRow = false;
    }

    void endRow() {
        room(1);
        bytes[length++] = '\n';
        rowStart = length;
        inRow = false;
    }

    /** Drops the unfinished row. */
    void dropRow() {
        length = rowStart;
        inRow = false;
    }

    void absent() {
        separate(2);
        bytes[length++] = '\\';
        bytes[length++] = 'N';
    }

    /**
     * @return false, with a part of the text written, when it holds what PostgreSQL's UTF-8 cannot: NUL or half a
     * surrogate pair
     */
    boolean text(String text) {
        int chars = text.length();
        // Three bytes a char are enough: a pair of chars gives four, an escape two.
        separate(3 * chars);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = at;
                int next = encode(text, i);
                if (next < 0) {
                    return false;
                }
                i = next;
                at = length;
            } else if (c > '\\' || (c >= ' ' && c != '\\')) {
                to[at++] = (byte) c;
            } else {
                byte escape = escape(c);
                if (escape == 0) {
                    return false;
                }
                if (escape != (byte) c || c == '\\') {
                    to[at++] = '\\';
                }
                to[at++] = escape;
            }
        }
        length = at;
        return true;
    }

    /** The char after the backslash; the char itself when it needs no escape; 0 when it cannot be written. */
    private static byte escape(char c) {
        return switch (c) {
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> (byte) c;
        };
    }

    /** @return the index of the last char that was used, or -1 when the chars are not a code point */
    private int encode(String text, int index) {
        int point = text.codePointAt(index);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
        } else if (point >= 0x10000) {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            bytes[length++] = following(point >> 12);
            bytes[length++] = following(point >> 6);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return -1;
        } else {
            bytes[length++] = (byte) (0xE0 | point >> 12);
            bytes[length++] = following(point >> 6);
        }
        bytes[length++] = following(point);
        return point >= 0x10000 ? index + 1 : index;
    }

    private static byte following(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    /** Characters that need no escape: digits, words of this program. */
    @SuppressWarnings("deprecation") // The one way to bytes without a copy; the chars are ASCII.
    void ascii(String text) {
        int chars = text.length();
        separate(chars);
        text.getBytes(0, chars, bytes, length);
        length += chars;
    }

    void integer(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        separate(19);
        digits(value);
    }

    private void digits(long value) {
        int end = length + 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            end++;
        }
        int at = end;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        length = end;
    }

    void number(double value) {
        if (value > 0 && value < LARGEST_EXACT_INTEGER && value == Math.rint(value)) {
            integer((long) value);
        } else {
            ascii(Double.toString(value));
        }
    }

    void flag(boolean value) {
        separate(1);
        bytes[length++] = (byte) (value ? 't' : 'f');
    }

    /** @param date of the years 1 to 9999 */
    void date(LocalDate date) {
        separate(10);
        padded(date.getYear(), 1000);
        bytes[length++] = '-';
        padded(date.getMonthValue(), 10);
        bytes[length++] = '-';
        padded(date.getDayOfMonth(), 10);
    }

    private void padded(int value, int highest) {
        int rest = value;
        for (int unit = highest; unit > 0; unit /= 10) {
            bytes[length++] = (byte) ('0' + rest / unit % 10);
        }
    }

    void uuid(UUID uuid) {
        separate(32);
        hex(uuid.getMostSignificantBits());
        hex(uuid.getLeastSignificantBits());
    }

    private void hex(long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (bits >>> shift) & 0xF];
        }
    }

    /** Begins a field of at most {@code most} bytes. */
    private void separate(int most) {
        room(most + 1);
        if (inRow) {
            bytes[length++] = '\t';
        }
        inRow = true;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
