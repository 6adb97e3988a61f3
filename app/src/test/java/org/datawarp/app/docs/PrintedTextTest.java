package org.datawarp.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedTextTest {

    private static final Path HERE = Path.of("/clone");

    private static final String PRINTED = """
            name   rows  begun
            ─────  ────  ────────────────────
            beds      6  2026-11-26T10:06:47Z

            beds-long  7  2026-11-26T10:06:48Z
            (2 rows)
            """;

    @Test
    void passesOverTimesAndWidths() {
        assertThat(PrintedText.difference(
                        List.of("name  rows  begun", "─── ── ──", "beds  6  2025-01-01T00:00:00Z", "…"), PRINTED, HERE))
                .isEmpty();
    }

    @Test
    void seesAnotherFigure() {
        assertThat(PrintedText.difference(List.of("…", "beds  5  2025-01-01T00:00:00Z", "…"), PRINTED, HERE))
                .hasValueSatisfying(problem -> assertThat(problem).contains("documented: beds  5"));
    }

    @Test
    void seesALineThatIsLeftOutSilently() {
        assertThat(PrintedText.difference(
                        List.of("name  rows  begun", "…", "beds  6  2025-01-01T00:00:00Z", "(2 rows)"), PRINTED, HERE))
                .isPresent();
        assertThat(PrintedText.difference(List.of("name rows begun"), PRINTED, HERE))
                .hasValueSatisfying(problem -> assertThat(problem).contains("not documented"));
    }

    @Test
    void takesALineUpToWhereItIsCut() {
        assertThat(PrintedText.difference(List.of("…", "beds-long  …", "(2 rows)"), PRINTED, HERE))
                .isEmpty();
        assertThat(PrintedText.difference(List.of("…", "beds-short …", "(2 rows)"), PRINTED, HERE))
                .isPresent();
    }

    @Test
    void passesOverWhereTheReaderStands() {
        assertThat(PrintedText.difference(
                        List.of("manifests/beds, ../publisher: ./datawarp load"),
                        "/clone/manifests/beds, /publisher: ./datawarp load --data-dir=/clone/data\n",
                        HERE))
                .isEmpty();
    }
}
