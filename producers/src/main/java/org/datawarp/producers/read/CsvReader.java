package org.datawarp.producers.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.file.Path;
import org.datawarp.schemas.row.SheetRow;

/**
 * Reads delimited text: its encoding and its delimiter are found by looking. Every cell is text as it stands, every
 * record a row, empty lines included.
 */
public final class CsvReader implements SheetReader {

    private static final int SAMPLE_CHARS = 1 << 16;

    /** Room for the parser's next read beside the longest field. */
    private static final int SPARE_CHARS = 1 << 15;

    private final ReadLimits limits;

    public CsvReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, "a CSV", sink, guarded -> readRows(file, name, guarded));
    }

    private void readRows(Path file, String name, SheetSink sink) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        CsvDialect dialect = dialect(file, encoding);
        CsvRows rows = new CsvRows(name, limits);
        sink.opened(new SheetHeader("", name, 1, false));
        try (Reader text = encoding.open(file);
                CloseableIterator<SheetRow> records = records(text, dialect, rows)) {
            while (records.hasNext()) {
                sink.row(records.next());
            }
        } catch (CsvParseException e) {
            throw damaged(name, rows, e);
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

    /** Publishers do write {@code "Ward" 7}: the parser's leave for it goes in its version 5, and is needed till then. */
    @SuppressWarnings("removal")
    private CloseableIterator<SheetRow> records(Reader text, CsvDialect dialect, CsvRows rows) {
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .trimWhitespacesAroundQuotes(dialect.spacedQuotes())
                .allowExtraCharsAfterClosingQuote(!dialect.spacedQuotes())
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * limits.cellChars() + SPARE_CHARS)
                .build(rows, text)
                .iterator();
    }

    private static IOException damaged(String name, CsvRows rows, CsvParseException fault) {
        if (fault.getCause() != null) {
            return Reading.meaning(name, "a CSV", fault);
        }
        return new UnreadableFileException(
                        UnreadableReason.MALFORMED,
                        name + " › row " + rows.currentRow(),
                        "a field that begins with a quote and does not end, or is far too long",
                        "a quote at its end")
                .causedBy(fault);
    }
}
