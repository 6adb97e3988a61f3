package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.author.table.DrawnSheet.names;
import static org.datawarp.author.table.DrawnSheet.table;

import org.junit.jupiter.api.Test;

/** Numbers that count up from cell to cell: names of columns, or figures by chance. */
class CountingRowsTest {

    @Test
    void areNamesOverFiguresThatDoNotCount() {
        InspectedTable table = table("""
                Area|0|1|2|3|4|5
                North|812|790|805|811|640|700
                South|512|498|530|544|610|615
                East|100|98|97|120|115|130
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(table.dataRows()).isEqualTo(3);
    }

    @Test
    void areDataWhereTheRowsBelowCountToo() {
        InspectedTable table = table("""
                |2023|||2024||
                Region|Persons|Males|Females|Persons|Males|Females
                North East|200|201|202|203|204|205
                North West|300|301|302|[c]|304|305
                London|400|401|402|403|404|405
                """);

        assertThat(table.headerRows()).containsExactly(1, 2);
        assertThat(names(table))
                .containsExactly(
                        "region",
                        "2023_persons",
                        "2023_males",
                        "2023_females",
                        "2024_persons",
                        "2024_males",
                        "2024_females");
        assertThat(table.dataRows()).isEqualTo(3);
    }

    @Test
    void areNamesAfterAWordForWhatTheyCount() {
        InspectedTable table = table("""
                Week|1|2|3
                Deaths|11|12|13
                Of these, at home|4|5|6
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(table.dataRows()).isEqualTo(2);
    }
}
