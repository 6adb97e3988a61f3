package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text files with names in their first record, however small. */
class PlainRecordsTest {

    /** Records by line, fields by {@code |}. */
    private static InspectedSheet inspect(String text) {
        SheetNames names = new SheetNames("sample.csv", "", "sample.csv", false);
        SheetInspector inspector = new SheetInspector(names, Integer.MAX_VALUE);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<Cell> cells = Arrays.stream(lines.get(i).split("\\|", -1))
                    .map(field -> field.isEmpty() ? Cell.BLANK : Cell.text(field))
                    .toList();
            inspector.row(new SheetRow(i + 1, cells));
        }
        return inspector.finish();
    }

    private static InspectedTable table(String text) {
        InspectedSheet sheet = inspect(text);
        assertThat(sheet.tables()).hasSize(1);
        return sheet.tables().get(0);
    }

    private static List<String> names(InspectedTable table) {
        return table.columns().stream().map(InspectedColumn::name).toList();
    }

    @Test
    void readsOneRecord() {
        InspectedTable table = table("""
                first|last|address|city|zip
                John|Doe|120 any st.|Anytown, WW|08123
                """);

        assertThat(names(table)).containsExactly("first", "last", "address", "city", "zip");
        assertThat(table.rows()).containsExactly(List.of("John", "Doe", "120 any st.", "Anytown, WW", "08123"));
    }

    @Test
    void takesLettersOverFiguresForNames() {
        InspectedTable table = table("""
                a|b|c
                1|2|3
                4|5|6
                7|8|9
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(names(table)).containsExactly("a", "b", "c");
        assertThat(table.columns())
                .allSatisfy(column -> assertThat(column.marks()).isEmpty());
        assertThat(table.dataRows()).isEqualTo(3);
    }

    @Test
    void readsTwoColumnsWhereOneIsOfFigures() {
        InspectedTable table = table("""
                a|b
                1|ha "ha" ha
                3|4
                """);

        assertThat(names(table)).containsExactly("a", "b");
        assertThat(table.dataRows()).isEqualTo(2);
    }

    @Test
    void leavesOutAColumnThatIsBlankThroughout() {
        assertThat(names(table("""
                a|b|c|
                1|2|3|
                4|5|6|
                """))).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Title|Waiting times\nPublished|1 May 2025",
                "Waiting times|by trust\nProvisional|figures",
                "Name\nA\nB",
                "a|b|c",
                "Note|Meaning|See\n1|A figure of fewer than five is left out, so that no person can be found by a figure,"
                        + " and those beside it that would tell it are left out as well|The publisher's pages on disclosure"
                        + " control and the methods that are used for small numbers in these statistics of waiting times"
            })
    void findsNoTableInRemarks(String text) {
        assertThat(inspect(text).tables()).isEmpty();
    }

    @Test
    void knowsRecordsWithoutNamesByTheirCodes() {
        InspectedTable table = table("""
                RRK|Birmingham|B1 1AA|c
                RAL|London|NW3 2QG|5
                RJ1|London|SE1 7EH|6
                R1H|London|E1 1BB|7
                """);

        assertThat(table.headerRows()).isEmpty();
        assertThat(table.dataRows()).isEqualTo(4);
    }
}
