package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.datawarp.schemas.row.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStringsTest {

    private static final int KEEP_A_FEW = 1000;

    @TempDir
    Path directory;

    private final RowCells asking = new RowCells("a.xlsx › S", ReadLimits.DEFAULT, new CountingSink());

    @Test
    void givesBackEveryTextWhereverItIsKept() throws IOException {
        List<String> texts = texts();
        try (SharedStrings strings = new SharedStrings(directory, KEEP_A_FEW, 1 << 30)) {
            for (String text : texts) {
                strings.add(text);
            }

            assertThat(strings.count()).isEqualTo(texts.size());
            Random random = new Random(7);
            for (int i = 0; i < 3 * texts.size(); i++) {
                int index = i < texts.size() ? i : random.nextInt(texts.size());
                assertThat(strings.cell(index, asking)).isEqualTo(Cell.text(texts.get(index)));
            }
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (SharedStrings strings = new SharedStrings(directory.resolve("work"), 0, 1 << 30)) {
            strings.add("a");
            assertThat(files(directory.resolve("work"))).isEqualTo(1);
        }
        assertThat(files(directory.resolve("work"))).isZero();
    }

    @Test
    void needsNoFileForAFew() throws IOException {
        try (SharedStrings strings = new SharedStrings(directory, KEEP_A_FEW, 1 << 30)) {
            strings.add("a");
            assertThat(files(directory)).isZero();
        }
    }

    @Test
    void saysWhichTextIsMissing() throws IOException {
        try (SharedStrings strings = new SharedStrings(directory, 0, 1 << 30)) {
            strings.add("a");

            assertThatThrownBy(() -> strings.cell(1, asking))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("found shared text 1, expected one of the 1 that the workbook holds");
        }
    }

    /** Short, long, empty, larger than the buffer, and half of a surrogate pair. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("", "a", "\uD835", "x".repeat(200_000)));
        for (int i = 0; i < 5000; i++) {
            texts.add("text " + i + " é𝒳".repeat(i % 40));
        }
        return texts;
    }

    private static long files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
