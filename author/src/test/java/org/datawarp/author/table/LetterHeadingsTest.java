package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.author.table.DrawnSheet.names;
import static org.datawarp.author.table.DrawnSheet.table;

import org.junit.jupiter.api.Test;

/** Single letters: names of columns in the first row of a table, marks in those below. */
class LetterHeadingsTest {

    @Test
    void nameColumnsInTheFirstRow() {
        InspectedTable table = table("""
                Beds by ward

                Code|Name|A|B
                RRK|Birmingham|1|1
                RAL|London|1|1
                RJ1|London|1|1
                """);

        assertThat(table.headerRows()).containsExactly(3);
        assertThat(names(table)).containsExactly("code", "name", "a", "b");
    }

    @Test
    void areMarksUnderAHeading() {
        InspectedTable table = table("""
                Code|Name|Beds|Wards
                RRK|Birmingham|c|z
                RAL|London|10|1
                RJ1|London|12|1
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(table.columns().get(2).marks()).containsExactly("c");
    }
}
