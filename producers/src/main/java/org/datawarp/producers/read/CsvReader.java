package org.datawarp.producers.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.file.Path;

/**
 * Reads delimited text and detects its encoding, its delimiter and its quotes. Every cell is text as written, every
 * record a row, including empty lines.
 */
public final class CsvReader implements SheetReader {

    private static final int SAMPLE_CHARS = 1 << 16;
    private static final String EXPECTED = "a CSV";

    private final ReadLimits limits;

    public CsvReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> readRows(file, name, guarded));
    }

    private void readRows(Path file, String name, SheetSink sink) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        CsvDialect dialect = dialect(file, encoding);
        CsvRows rows = new CsvRows(name, limits);
        sink.opened(new SheetHeader("", name, 1, false));
        try (Reader text = encoding.open(file)) {
            CsvParser records = new CsvParser(text, dialect, limits.cellChars());
            // The line that names the delimiter is for programs: they do not show it.
            if (dialect.hinted() && records.next(rows)) {
                rows.skip();
            }
            while (records.next(rows)) {
                sink.row(rows.row());
            }
        }
        sink.closed();
    }

    private static CsvDialect dialect(Path file, TextEncoding encoding) throws IOException {
        CharBuffer sample = CharBuffer.allocate(SAMPLE_CHARS);
        boolean whole = false;
        try (Reader text = encoding.open(file)) {
            while (sample.hasRemaining() && !whole) {
                whole = text.read(sample) < 0;
            }
        }
        return CsvDialect.of(sample.flip(), whole);
    }
}
