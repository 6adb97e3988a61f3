package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CsvRoundTripTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void whatIsWrittenQuotedComesBackToTheCharacter(
            @ForAll("tables") List<List<String>> table, @ForAll("delimiters") char delimiter) throws IOException {
        assertThat(read(written(table, delimiter, true).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(given(table));
    }

    @Property(tries = TRIES)
    void whatIsWrittenWithFewQuotesInAnOldEncodingComesBackToo(
            @ForAll("plainTables") List<List<String>> table, @ForAll("delimiters") char delimiter) throws IOException {
        String text = written(table, delimiter, false);
        byte[] bytes = text.getBytes(Charset.forName("windows-1252"));
        Assume.that(!readsOtherwiseInUtf8(text, bytes));

        assertThat(read(bytes)).isEqualTo(given(table));
    }

    @Property(tries = TRIES)
    void aQuoteThatIsNotClosedCostsNoRow(
            @ForAll("plainTables") List<List<String>> table, @ForAll @IntRange(max = 100) int place)
            throws IOException {
        List<List<String>> unquoted = table.stream()
                .map(row ->
                        row.stream().map(cell -> "c" + cell.replace("\"", "")).toList())
                .toList();
        List<String> lines = new ArrayList<>(
                unquoted.stream().map(row -> String.join(",", row)).toList());
        int line = place % lines.size();
        lines.set(line, "\"" + lines.get(line));

        List<List<String>> read =
                read(("heading,heading\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8));

        assertThat(read).hasSameSizeAs(unquoted);
        assertThat(read.get(line).get(0)).isEqualTo("\"" + unquoted.get(line).get(0));
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.strings().withChars(",;|\t\" \r\n'#£é𝒳").ofMaxLength(12))
                .filter(CsvRoundTripTest::canBeWritten);
        return tablesOf(texts);
    }

    @Provide
    Arbitrary<List<List<String>>> plainTables() {
        return tablesOf(
                Arbitraries.strings().withChars("abcXYZ 0123456789£é–*.-\"").ofMaxLength(8));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    private static Arbitrary<List<List<String>>> tablesOf(Arbitrary<String> texts) {
        return Arbitraries.integers()
                .between(2, 6)
                .flatMap(width -> texts.list().ofSize(width).list().ofMinSize(1).ofMaxSize(8));
    }

    /** No file holds half a surrogate pair; zero bytes and byte order marks would change how the whole file is read. */
    private static boolean canBeWritten(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.indexOf('\0') < 0
                && text.indexOf('\uFEFF') < 0;
    }

    /** Three such letters in a row, é–£, are the bytes of one letter in UTF-8: no reader can distinguish them. */
    private static boolean readsOtherwiseInUtf8(String text, byte[] bytes) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return !decoded.toString().equals(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String written(List<List<String>> table, char delimiter, boolean quoteAll) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter.CsvWriterBuilder builder = CsvWriter.builder().fieldSeparator(delimiter);
        try (CsvWriter writer = (quoteAll ? builder.quoteStrategy(QuoteStrategies.ALWAYS) : builder).build(text)) {
            // A heading row, as every published file has one.
            writer.writeRecord(table.get(0).stream().map(cell -> "heading").toArray(String[]::new));
            table.forEach(writer::writeRecord);
        }
        return text.toString();
    }

    private static List<List<String>> read(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("round-trip-", ".csv");
        try {
            Files.write(file, bytes);
            ReadSheets sheets = new ReadSheets();
            new CsvReader(ReadLimits.DEFAULT).read(file, "a.csv", sheets);
            List<List<String>> texts = sheets.only().texts();
            return texts.subList(1, texts.size());
        } finally {
            Files.delete(file);
        }
    }

    /** The rows as a reader returns them: a row of empty fields only is blank. */
    private static List<List<String>> given(List<List<String>> table) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : table) {
            rows.add(row.stream().allMatch(String::isEmpty) ? List.of() : row);
        }
        return rows;
    }
}
