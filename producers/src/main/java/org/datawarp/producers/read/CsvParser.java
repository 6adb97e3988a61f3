package org.datawarp.producers.read;

import java.io.IOException;
import java.io.Reader;

/**
 * Splits delimited text into records and fields, as people and tools write it. If the closing quote of a field is not
 * at the field's end, the opening quote would swallow the rows below it: it is read as a character instead. Owned by
 * one reading.
 */
final class CsvParser {

    /** Room for the next read after the longest field. */
    private static final int SPARE_CHARS = 1 << 16;

    private final Reader in;
    private final CsvDialect dialect;
    private final char delimiter;
    private final char quote;
    private final int longestRaw;
    private final char[] buffer;
    private final StringBuilder unescaped = new StringBuilder();
    private char[] plain = new char[256];
    private boolean ended;

    /** Where the current field begins. Reading more may move it: all other positions are relative to it. */
    private int start;

    private int end;

    /** Receives the fields of a record, from the left. */
    interface Fields {

        /** @param characters valid only during the call */
        void take(char[] characters, int offset, int length) throws IOException;

        /** The exception to throw when a field does not end within the limit. */
        IOException endless();
    }

    /** @param longestField most characters of one field; with its quotes and escapes it may have twice as many */
    CsvParser(Reader in, CsvDialect dialect, int longestField) {
        this.in = in;
        this.dialect = dialect;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.longestRaw = 2 * longestField + 2;
        this.buffer = new char[longestRaw + SPARE_CHARS];
    }

    /** Reads the next record; false after the last. */
    boolean next(Fields fields) throws IOException {
        if (!has(0, fields)) {
            return false;
        }
        boolean more = true;
        while (more) {
            more = readField(fields);
        }
        return true;
    }

    /** Whether another field of the record follows. */
    private boolean readField(Fields fields) throws IOException {
        if (dialect.padded() && has(0, fields) && at(0) == ' ') {
            start++;
        }
        int spaces = dialect.spacedQuotes() ? afterSpaces(0, fields) : 0;
        if (quote != CsvDialect.NO_QUOTE && has(spaces, fields) && at(spaces) == quote) {
            start += spaces;
            if (readQuoted(fields)) {
                return endField(fields);
            }
            start -= spaces;
        }
        return readPlain(fields);
    }

    private boolean readPlain(Fields fields) throws IOException {
        int length = 0;
        while (has(length, fields)) {
            int i = start + length;
            while (i < end && buffer[i] != delimiter && buffer[i] != '\n' && buffer[i] != '\r') {
                i++;
            }
            length = i - start;
            if (i < end) {
                fields.take(buffer, start, length);
                start = i;
                return endField(fields);
            }
        }
        fields.take(buffer, start, length);
        start = end;
        return false;
    }

    /** Reads the field that a quote opens here; false, and nothing read, when no quote closes it. */
    private boolean readQuoted(Fields fields) throws IOException {
        unescaped.setLength(0);
        int from = 1;
        boolean broken = false;
        for (int i = 1; has(i, fields); i++) {
            char c = at(i);
            if (c == quote) {
                if (!has(i + 1, fields) || at(i + 1) != quote) {
                    return readClosed(from, i, broken, fields);
                }
                unescaped.append(buffer, start + from, ++i - from);
                from = i + 1;
            } else if (c == '\\' && dialect.backslash() && isEscaped(i + 1, fields)) {
                unescaped.append(buffer, start + from, i - from);
                from = ++i;
            } else {
                broken |= c == '\n' || c == '\r';
            }
            if (i > longestRaw) {
                if (broken) {
                    return false;
                }
                throw fields.endless();
            }
        }
        return false;
    }

    private boolean isEscaped(int place, Fields fields) throws IOException {
        return has(place, fields) && (at(place) == quote || at(place) == '\\');
    }

    /**
     * Text after the closing quote is part of the field: publishers do write {@code "Ward" 7}, though not across lines.
     */
    private boolean readClosed(int from, int closing, boolean broken, Fields fields) throws IOException {
        int rest = closing + 1;
        int after = dialect.spacedQuotes() ? afterSpaces(rest, fields) : rest;
        boolean ends = !has(after, fields) || isFieldEnd(at(after));
        if (!ends && broken) {
            return false;
        }
        if (ends && unescaped.isEmpty()) {
            fields.take(buffer, start + from, closing - from);
            start += rest;
            return true;
        }
        unescaped.append(buffer, start + from, closing - from);
        int i = rest;
        while (!ends && has(i, fields) && !isFieldEnd(at(i))) {
            unescaped.append(at(i++));
        }
        int length = unescaped.length();
        if (length > plain.length) {
            plain = new char[Math.max(length, plain.length * 2)];
        }
        unescaped.getChars(0, length, plain, 0);
        fields.take(plain, 0, length);
        start += i;
        return true;
    }

    /** Skips the end of the field that was read; true when it is a delimiter. */
    private boolean endField(Fields fields) throws IOException {
        if (dialect.spacedQuotes()) {
            start += afterSpaces(0, fields);
        }
        if (!has(0, fields)) {
            return false;
        }
        char c = at(0);
        start++;
        if (c == '\r' && has(0, fields) && at(0) == '\n') {
            start++;
        }
        return c == delimiter;
    }

    private boolean isFieldEnd(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private int afterSpaces(int place, Fields fields) throws IOException {
        int after = place;
        while (has(after, fields) && at(after) == ' ') {
            after++;
        }
        return after;
    }

    private char at(int place) {
        return buffer[start + place];
    }

    private boolean has(int place, Fields fields) throws IOException {
        return start + place < end || fill(place, fields);
    }

    private boolean fill(int place, Fields fields) throws IOException {
        while (start + place >= end && !ended) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            if (end == buffer.length) {
                throw fields.endless();
            }
            int count = in.read(buffer, end, buffer.length - end);
            ended = count < 0;
            end += Math.max(0, count);
        }
        return start + place < end;
    }
}
