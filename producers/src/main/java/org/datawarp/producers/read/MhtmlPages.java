package org.datawarp.producers.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages and style sheets of a web archive, decoded, as if they were one page. Excel writes it as a "single file web
 * page", and tools call it XLS. Closes its input.
 */
final class MhtmlPages extends InputStream {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_HEADERS = 200;
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";\\s]{1,200})");

    /** How the bytes of a part are encoded as lines. */
    private enum Packing {
        NONE,
        QUOTED_PRINTABLE,
        BASE64
    }

    private final InputStream in;
    private final String boundary;
    private Packing packing = Packing.NONE;
    private boolean wanted;
    private String closing = "";
    private byte[] ready = new byte[0];
    private int next;
    private boolean ended;

    MhtmlPages(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in);
        String headers = headers();
        Matcher found = BOUNDARY.matcher(headers);
        this.boundary = found.find() ? "--" + found.group(1) : "";
        if (boundary.isEmpty()) {
            begin(headers);
        }
    }

    @Override
    public int read() throws IOException {
        while (next == ready.length) {
            if (ended) {
                return -1;
            }
            ready = decoded();
            next = 0;
        }
        return Byte.toUnsignedInt(ready[next++]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int first = length == 0 ? 0 : read();
        if (first < 0 || length == 0) {
            return first;
        }
        buffer[offset] = (byte) first;
        int more = Math.min(length - 1, ready.length - next);
        System.arraycopy(ready, next, buffer, offset + 1, more);
        next += more;
        return more + 1;
    }

    /** The part of a page in the next line; nothing when the line is not part of a page. */
    private byte[] decoded() throws IOException {
        String line = line();
        if (line.isEmpty() && ended) {
            return new byte[0];
        }
        if (!boundary.isEmpty() && line.startsWith(boundary)) {
            byte[] end = closing.getBytes(StandardCharsets.US_ASCII);
            closing = "";
            wanted = false;
            return line.strip().endsWith("--") ? end : joined(end, begin(headers()));
        }
        return wanted ? unpacked(line) : new byte[0];
    }

    private static byte[] joined(byte[] first, String second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second.getBytes(StandardCharsets.US_ASCII));
        return both.toByteArray();
    }

    /**
     * Returns the text to insert before the part. The tab bar below Excel's sheets is also a table, but not a sheet.
     */
    private String begin(String headers) {
        String lower = headers.toLowerCase(Locale.ROOT);
        boolean style = lower.contains("text/css");
        wanted = style || (lower.contains("text/html") && !lower.contains("tabstrip.htm"));
        packing = lower.contains("quoted-printable")
                ? Packing.QUOTED_PRINTABLE
                : lower.contains("base64") ? Packing.BASE64 : Packing.NONE;
        closing = style ? "</style>" : "";
        return style ? "<style>" : "";
    }

    private byte[] unpacked(String line) {
        return switch (packing) {
            case NONE -> line.getBytes(StandardCharsets.ISO_8859_1);
            case BASE64 -> Base64.getMimeDecoder().decode(line.strip());
            case QUOTED_PRINTABLE -> unquoted(line);
        };
    }

    private static byte[] unquoted(String line) {
        String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
        String text = line.substring(0, line.length() - end.length());
        boolean goesOn = text.endsWith("=");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length());
        for (int i = 0; i < text.length() - (goesOn ? 1 : 0); i++) {
            int code = text.charAt(i) == '=' && i + 2 < text.length() ? hexadecimal(text, i + 1) : -1;
            bytes.write(code < 0 ? text.charAt(i) : code);
            i += code < 0 ? 0 : 2;
        }
        if (!goesOn) {
            bytes.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static int hexadecimal(String text, int start) {
        int high = Character.digit(text.charAt(start), 16);
        int low = Character.digit(text.charAt(start + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The headers, up to the blank line that ends them. */
    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line();
            if (line.isBlank() && (ended || !headers.isEmpty())) {
                break;
            }
            headers.append(line);
        }
        return headers.toString();
    }

    /** The next line with its line end, one character a byte; empty at the end of the file. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int value = in.read();
        while (value >= 0 && value != '\n') {
            line.write(value);
            if (line.size() > LONGEST_LINE) {
                throw new StreamCorruptedException("a line of more than " + LONGEST_LINE + " bytes");
            }
            value = in.read();
        }
        if (value == '\n') {
            line.write('\n');
        }
        ended = value < 0;
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
