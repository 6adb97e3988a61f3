package org.datawarp.author.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see. */
class InspectionPageTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    @Test
    void drawsATableUnderItsHeadingBand() {
        new InspectionPage(Paper.plain(out, 120)).draw(Inspections.beds());

        assertThat(lines())
                .contains(
                        "inner/beds.xlsx › Beds  data, hidden  9 rows: 2 data, 7 note",
                        "  A3:D5 · heading in rows 3, 4 · 2 rows · 1 totals · confidence 0.88",
                        "  period: 2031-05-01 to 2031-05-31 (month, read in the title, revised)",
                        "    │ column    │ type    │ role      │ unit │ marks │ heading",
                        "  3 │ open_beds │ integer │ measure   │ beds │ *     │ Open › Beds",
                        "          │ Open       │      │",
                        "  Code    │ From       │ Beds │  Share",
                        "  ────────┼────────────┼──────┼───────",
                        "  007     │ 2031-05-01 │   12 │    0.5",
                        "  R0A     │            │      │ 1.0E-7",
                        "  England │ 2031-05-01 │   20 │   0.25",
                        "  note: * fewer than five");
    }

    @Test
    void leavesOutColumnsThatDoNotFitAndSaysSo() {
        new InspectionPage(Paper.plain(out, 30)).draw(Inspections.beds());

        assertThat(lines()).contains("  007     │ 2031-05-01 │   12", "  … and 1 more column");
    }

    @Test
    void showsNothingThatSteersATerminal() {
        new InspectionPage(Paper.plain(out, 120)).draw(Inspections.beds());

        assertThat(text.toString()).contains("Table 1  Beds that are [31mopen").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void coloursOnlyWhereAPersonWatches() {
        new InspectionPage(Paper.coloured(out, 120)).draw(Inspections.beds());

        assertThat(text.toString()).contains("\u001b[32m2 data\u001b[0m");
    }

    @Test
    void saysWhyAFileWasRejected() {
        new InspectionPage(Paper.plain(out, 80)).draw(Inspections.rejected());

        assertThat(lines()).contains("  rejected (html-page): Cannot read beds.xls: found an HTML page");
    }
}
