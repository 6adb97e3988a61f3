package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest implements SheetReaderContract {

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new CsvReader(limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        Path file = directory.resolve("contract.csv");
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            rows.forEach(writer::writeRecord);
        }
        return file;
    }

    @Override
    public boolean readsRecords() {
        return true;
    }

    @Test
    void callsTheOneSheetByTheNameOfTheFileAndEveryCellText() throws IOException {
        ReadSheets.Sheet sheet = read("org,count\nRRK,34819\n");

        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "a.csv", 1, false));
        assertThat(sheet.row(2).cell(1)).isEqualTo(new Cell(CellKind.TEXT, "34819", ""));
    }

    @Test
    void numbersRecordsWhereverLinesBreakAndKeepsEmptyOnes() throws IOException {
        ReadSheets.Sheet sheet = read("a,\"one\r\ntwo\"\r\n\r\nb,c\r\n");

        assertThat(sheet.texts()).containsExactly(List.of("a", "one\r\ntwo"), List.of(), List.of("b", "c"));
        assertThat(sheet.row(3).cell(0).text()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void endsRowsAtEveryKindOfLineEnd(String end) throws IOException {
        assertThat(read(String.join(end, "a,b", "c,d", "e,f")).texts())
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"));
    }

    @Test
    void takesRowsAsRaggedAsTheyAre() throws IOException {
        assertThat(read("Table 1\n\na,b,c\n1,2,3,4\n5\n").texts())
                .containsExactly(
                        List.of("Table 1"),
                        List.of(),
                        List.of("a", "b", "c"),
                        List.of("1", "2", "3", "4"),
                        List.of("5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheDelimiter(String delimiter) throws IOException {
        String text = """
                code~name~share
                1~"Smith, J; M|N\tO"~1,5
                2~b~2,5
                """.replace("~", delimiter);

        assertThat(read(text).texts().get(0)).containsExactly("code", "name", "share");
        assertThat(read(text).text(2, 1)).isEqualTo("Smith, J; M|N\tO");
    }

    @Test
    void takesQuotesAsPublishersWriteThem() throws IOException {
        assertThat(read("a,b\n5\" pipe,\"Ward \"\"7\"\"\"\n\"Ward\" 8,\"\"\n").texts())
                .containsExactly(List.of("a", "b"), List.of("5\" pipe", "Ward \"7\""), List.of("Ward 8", ""));
        assertThat(read("a, \"b, c\"\nd, \"e, f\"\n").texts())
                .containsExactly(List.of("a", "b, c"), List.of("d", "e, f"));
    }

    @Test
    void takesAQuoteThatIsNotClosedForACharacter() throws IOException {
        assertThat(read("a,b\nc,\"d\ne,f\n").texts())
                .containsExactly(List.of("a", "b"), List.of("c", "\"d"), List.of("e", "f"));
        assertThat(read("a,b\n\"c,d\n\"e\",f\n").texts())
                .containsExactly(List.of("a", "b"), List.of("\"c", "d"), List.of("e", "f"));
        assertThat(read("a,b\nc,\"\"d\"\ne,\"f\"\n\"g\"\"\",h").texts())
                .containsExactly(List.of("a", "b"), List.of("c", "d\""), List.of("e", "f"), List.of("g\"", "h"));
    }

    @Test
    void losesNoRowBehindAQuoteThatIsNotClosedInALongFile() throws IOException {
        assertThat(read("a,b\n\"c,d\n" + "e,f\n".repeat(100_000)).rows()).hasSize(100_002);
    }

    @Test
    void takesApostrophesForQuotesWhereFieldsStandInThem() throws IOException {
        assertThat(read("'a','b, c'\n'd ''e''',5\n").texts())
                .containsExactly(List.of("a", "b, c"), List.of("d 'e'", "5"));
        assertThat(read("code,name\n'007,O'Neill\n'008,'t Hooft\n").text(2, 0)).isEqualTo("'007");
    }

    @Test
    void takesABackslashBeforeAQuoteForAnEscape() throws IOException {
        assertThat(read("a,b\n1,\"say \\\"x, y\\\" and \\\\\"\n").texts())
                .containsExactly(List.of("a", "b"), List.of("1", "say \"x, y\" and \\"));
        assertThat(read("a,b\n\"C:\\dir\\\",\"say \"\"x\"\"\"\n").texts())
                .containsExactly(List.of("a", "b"), List.of("C:\\dir\\", "say \"x\""));
    }

    @Test
    void takesSpacesForDelimitersOnlyWhereEveryRowHasAsMany() throws IOException {
        assertThat(read("a b c\n1 \"x y\" 3\n4 5 6\n").texts())
                .containsExactly(List.of("a", "b", "c"), List.of("1", "x y", "3"), List.of("4", "5", "6"));
        assertThat(read("Notes on this table\nsee below\nand above too\n").texts())
                .allMatch(row -> row.size() == 1);
    }

    @Test
    void givesTheSpaceBehindEveryDelimiterToTheDelimiter() throws IOException {
        assertThat(read("a, b, c\n1, \"2, 3\", 4\n").texts())
                .containsExactly(List.of("a", "b", "c"), List.of("1", "2, 3", "4"));
        assertThat(read("a, b,c\n1, 2, 3\n").text(2, 1)).isEqualTo(" 2");
    }

    @Test
    void passesOverTheLineThatNamesTheDelimiter() throws IOException {
        ReadSheets.Sheet sheet = read("sep=;\na,b;c\n1;2\n");

        assertThat(sheet.texts()).containsExactly(List.of("a,b", "c"), List.of("1", "2"));
        assertThat(sheet.rows().get(0).row()).isEqualTo(2);
    }

    @Test
    void refusesAFieldThatIsFarTooLong() {
        for (String field : List.of("x".repeat(40_000), "\"" + "x,".repeat(40_000) + "\"", "x".repeat(400_000))) {
            assertThatThrownBy(() -> read("a,b\n1," + field + "\n2,3\n"))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG)
                    .hasMessageContaining("a.csv › row 2");
        }
    }

    @Test
    void keepsZeroBytesThatStandInTexts() throws IOException {
        assertThat(read("a,b\n1,x\0y\n").text(2, 1)).isEqualTo("x\0y");
    }

    @Test
    void readsAPoundSignInEveryEncodingInUse() throws IOException {
        String text = "item,cost £\nwheelchair – large,£12\n";
        List<List<String>> expected = List.of(List.of("item", "cost £"), List.of("wheelchair – large", "£12"));

        assertThat(texts(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(expected);
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))).isEqualTo(expected);
        assertThat(texts(("\uFEFF" + text).getBytes(Charset.forName("UTF-32LE"))))
                .isEqualTo(expected);
        assertThat(texts(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(expected);
        assertThat(texts(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(expected);
        assertThat(texts(text.getBytes(Charset.forName("windows-1252")))).isEqualTo(expected);
        assertThat(texts(text.replace('\n', '\r').getBytes(Charset.forName("x-MacRoman"))))
                .isEqualTo(expected);
    }

    @Test
    void findsTheEncodingByTheLastByteTooAndNeverLosesOne() throws IOException {
        byte[] bytes = ("a\n".repeat(200_000) + "\u0081\u00A3").getBytes(StandardCharsets.ISO_8859_1);

        ReadSheets.Sheet sheet = read(bytes);

        assertThat(sheet.text(200_001, 0)).isEqualTo("\u0081£");
    }

    @Test
    void tellsOldMacsFromWindowsByWhatPeopleWrite() throws IOException {
        String text = "trust,note\nSt Mary’s,“naïve” – Zoë’s café…\nKing’s,£5 • 50°\n";

        for (String charset : List.of("x-MacRoman", "windows-1252")) {
            assertThat(read(text.getBytes(Charset.forName(charset))).text(2, 1))
                    .as(charset)
                    .isEqualTo("“naïve” – Zoë’s café…");
        }
    }

    @Test
    void readsUtf8IntoWhichOtherBytesCame() throws IOException {
        byte[] start = "a,b\né,ü\n–,£\n".getBytes(StandardCharsets.UTF_8);
        byte[] pasted = "caf\u00E9,\u0096\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(start, start.length + pasted.length);
        System.arraycopy(pasted, 0, both, start.length, pasted.length);

        assertThat(texts(both))
                .containsExactly(List.of("a", "b"), List.of("é", "ü"), List.of("–", "£"), List.of("café", "–"));
    }

    @Test
    void refusesTextThatIsCutWithinACharacterAndReplacesNothing() {
        byte[] whole = "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.MALFORMED);
    }

    @Test
    void readsAnUmlautThatLiesAcrossTwoBuffers() throws IOException {
        String text = "a\n".repeat(32_767) + "bü,€\n" + "ü".repeat(30_000) + "\n";

        assertThat(read(text).text(32_768, 0)).isEqualTo("bü");
        assertThat(read(text).text(32_769, 0)).isEqualTo("ü".repeat(30_000));
    }

    private List<List<String>> texts(byte[] bytes) throws IOException {
        return read(bytes).texts();
    }

    private ReadSheets.Sheet read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private ReadSheets.Sheet read(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("a.csv"), bytes);
        ReadSheets sheets = new ReadSheets();
        new CsvReader(ReadLimits.DEFAULT).read(file, "a.csv", sheets);
        return sheets.only();
    }
}
