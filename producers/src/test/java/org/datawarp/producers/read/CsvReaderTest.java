package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {

    @TempDir
    Path directory;

    @Test
    void givesEveryRecordAsARowOfText() throws IOException {
        ReadSheets.Sheet sheet = read("org,count\nRRK,34819\nR1H, 007 \n");

        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "a.csv", 1, false));
        assertThat(sheet.texts())
                .containsExactly(List.of("org", "count"), List.of("RRK", "34819"), List.of("R1H", " 007 "));
        assertThat(sheet.row(2).cell(1)).isEqualTo(new Cell(CellKind.TEXT, "34819", ""));
    }

    @Test
    void numbersRecordsWhereverLinesBreakAndKeepsEmptyOnes() throws IOException {
        ReadSheets.Sheet sheet = read("a,\"one\r\ntwo\"\r\n\r\nb,c\r\n");

        assertThat(sheet.texts()).containsExactly(List.of("a", "one\r\ntwo"), List.of(), List.of("b", "c"));
        assertThat(sheet.row(3).cell(0).text()).isEqualTo("b");
    }

    @Test
    void leavesOutTrailingBlanksAndKeepsInnerOnes() throws IOException {
        ReadSheets.Sheet sheet = read("a,,b,,\n,,,\n");

        assertThat(sheet.row(1).cells()).containsExactly(Cell.text("a"), Cell.BLANK, Cell.text("b"));
        assertThat(sheet.row(2).cells()).isEmpty();
    }

    @Test
    void readsAPoundSignInEveryEncodingInUse() throws IOException {
        String text = "item,cost £\nwheelchair – large,£12\n";

        assertThat(texts(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected(text));
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(expected(text));
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(expected(text));
        assertThat(texts(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))).isEqualTo(expected(text));
        assertThat(texts(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(expected(text));
        assertThat(texts(text.getBytes(Charset.forName("windows-1252")))).isEqualTo(expected(text));
        assertThat(texts(text.replace('\n', '\r').getBytes(Charset.forName("x-MacRoman"))))
                .isEqualTo(expected(text));
    }

    private static List<List<String>> expected(String text) {
        return text.lines().map(line -> List.of(line.split(","))).toList();
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
