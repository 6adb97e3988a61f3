package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;

/** What every reader must do, for any format. */
interface SheetReaderContract {

    SheetReader reader(ReadLimits limits);

    /** A file of this format with one sheet of these texts, from row 1 and the first column on. */
    Path fileOf(List<List<String>> rows) throws IOException;

    private ReadSheets read(Path file, ReadLimits limits) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(limits).read(file, "published name", sheets);
        return sheets;
    }

    private static ReadLimits limits(int rows, int columns, int cellChars) {
        return new ReadLimits(rows, columns, Long.MAX_VALUE, cellChars, 1L << 30, 200, 100, 2);
    }

    @Test
    default void givesOneClosedSheetWithItsRowsInOrder() throws IOException {
        ReadSheets sheets = read(fileOf(List.of(List.of("org", "count"), List.of("RRK", "many"))), ReadLimits.DEFAULT);

        assertThat(sheets.only().texts()).containsExactly(List.of("org", "count"), List.of("RRK", "many"));
        assertThat(sheets.only().rows()).extracting(SheetRow::row).containsExactly(1, 2);
        assertThat(sheets.allClosed()).isTrue();
    }

    @Test
    default void keepsTextsToTheLastCharacter() throws IOException {
        List<String> odd = List.of(" 007 ", "line\nbreak", "\"quoted\"", furthestText(), "=1+1", "*", "a,b;c|d\te");

        assertThat(read(fileOf(List.of(odd)), ReadLimits.DEFAULT).only().texts())
                .containsExactly(odd);
    }

    /** A text of characters as far from ASCII as the format can hold. */
    default String furthestText() {
        return "£5 – ‘café’ 𝒳";
    }

    @Test
    default void keepsInnerBlanksAndTrailingOnesOfRecordsOnly() throws IOException {
        ReadSheets sheets = read(fileOf(List.of(List.of("", "a", "", "b", "", ""))), ReadLimits.DEFAULT);

        assertThat(sheets.only().row(1).cells())
                .startsWith(Cell.BLANK, Cell.text("a"), Cell.BLANK, Cell.text("b"))
                .hasSize(readsRecords() ? 6 : 4);
    }

    /** Whether the format has records, so that the number of their fields is known. */
    default boolean readsRecords() {
        return false;
    }

    @Test
    default void refusesARowThatIsTooWide() throws IOException {
        Path file = fileOf(List.of(Collections.nCopies(70, "x")));

        assertThat(read(file, limits(10, 70, 10)).only().row(1).cells()).hasSize(70);
        assertThatThrownBy(() -> read(file, limits(10, 69, 10)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("Cannot read published name")
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    @Test
    default void refusesASheetThatIsTooLong() throws IOException {
        Path file = fileOf(Collections.nCopies(5, List.of("x")));

        assertThat(read(file, limits(5, 10, 10)).only().rows()).hasSize(5);
        assertThatThrownBy(() -> read(file, limits(4, 10, 10)))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    @Test
    default void refusesATextThatIsTooLong() throws IOException {
        Path file = fileOf(List.of(List.of("x".repeat(101))));

        assertThat(read(file, limits(5, 10, 101)).only().text(1, 0)).hasSize(101);
        assertThatThrownBy(() -> read(file, limits(5, 10, 100)))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    @Test
    default void letsThroughWhatTheSinkThrows() throws IOException {
        Path file = fileOf(List.of(List.of("x")));
        IOException checked = new IOException("Kafka is away");
        RuntimeException unchecked = new IllegalStateException("closed");

        assertThatThrownBy(() -> reader(ReadLimits.DEFAULT).read(file, "a", new FailingSink(checked)))
                .isSameAs(checked);
        assertThatThrownBy(() -> reader(ReadLimits.DEFAULT).read(file, "a", new FailingSink(unchecked)))
                .isSameAs(unchecked);
    }

    @Test
    default void leavesTheFileAsItWas() throws IOException {
        Path file = fileOf(List.of(List.of("x")));
        byte[] before = Files.readAllBytes(file);

        read(file, ReadLimits.DEFAULT);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
