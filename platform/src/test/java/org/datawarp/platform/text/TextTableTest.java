package org.datawarp.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.datawarp.platform.text.TextTable.Entry;
import org.datawarp.platform.text.TextTable.Side;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static final String LONG = "a very long title of a dataset of beds";

    private static TextTable beds() {
        TextTable table = new TextTable(List.of(Side.LEFT, Side.RIGHT, Side.LEFT), List.of("dataset", "rows", "title"));
        table.add(List.of("beds", "1,000", LONG));
        return table;
    }

    @Test
    void isAsWideAsItNeedsToBeWithoutATerminal() {
        assertThat(beds().toString().lines())
                .containsExactly(
                        "dataset   rows  title",
                        "───────  ─────  " + "─".repeat(LONG.length()),
                        "beds     1,000  " + LONG);
    }

    @Test
    void cutsTheWidestColumnOfWordsToFit() {
        assertThat(beds().lines(36))
                .containsExactly(
                        "dataset   rows  title",
                        "───────  ─────  ────────────────────",
                        "beds     1,000  a very long title o…")
                .allMatch(line -> Screen.width(line) <= 36);
    }

    @Test
    void leavesOutColumnsThatDoNotFitWhenTheyAreCutAndCountsThem() {
        assertThat(beds().lines(20))
                .containsExactly("dataset   rows", "───────  ─────", "beds     1,000", "… and 1 more column");
    }

    @Test
    void neverCutsANumber() {
        TextTable table = new TextTable(List.of(Side.RIGHT), List.of("rows"));
        table.add(List.of("1,000,000,000,000,000,000"));

        assertThat(table.lines(10)).contains("1,000,000,000,000,000,000");
    }

    @Test
    void paintsWhatItShowsAndNothingElse() {
        UnaryOperator<String> bold = text -> "<" + text + ">";
        TextTable table = new TextTable(List.of(Side.RIGHT, Side.LEFT), " │ ", bold);
        table.addEntries(List.of(Entry.of("n", 9, bold), Entry.of("name", 9, bold)));
        table.endHeading();
        table.addEntries(List.of(Entry.of("12", 9, bold), Entry.of("A\u001b[31m&E", 9, bold)));

        assertThat(table.lines(80)).containsExactly(" <n>< │ ><name>", "<───┼─────────>", "<12>< │ ><A [31m&E>");
    }
}
