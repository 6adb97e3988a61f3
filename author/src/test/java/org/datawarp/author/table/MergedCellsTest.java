package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;

/** Merged cells of a workbook are used as they are; where there are none, their extent is guessed. */
class MergedCellsTest {

    private static final String GROUPS = """
            Code|Male|||Female||
            |Under 18|18 and over|Rate|Under 18|18 and over|Rate
            RRK|1|2|0.5|1|3|0.6
            R1H|5|6|0.7|5|7|0.8
            RAS|9|10|0.9|9|11|0.1
            """;

    @Test
    void columnsBeyondAMergedGroupAreOutsideOfIt() {
        List<SheetRow> rows = merge(DrawnSheet.rows(GROUPS), 1, new MergedCell(1, 2, 1), new MergedCell(4, 2, 1));

        assertThat(paths(rows))
                .containsExactly(
                        "Code",
                        "Male / Under 18",
                        "Male / 18 and over",
                        "Rate",
                        "Female / Under 18",
                        "Female / 18 and over",
                        "Rate");
    }

    @Test
    void withoutMergedCellsALabelGoesUpToTheNext() {
        assertThat(paths(DrawnSheet.rows(GROUPS)))
                .containsExactly(
                        "Code",
                        "Male / Under 18",
                        "Male / 18 and over",
                        "Male / Rate",
                        "Female / Under 18",
                        "Female / 18 and over",
                        "Female / Rate");
    }

    @Test
    void aMergedGroupGoesOverTheSpacersWithinIt() {
        List<SheetRow> rows = merge(DrawnSheet.rows("""
                Code|Male|||Female||
                |Under 18||18 and over|Under 18||18 and over
                RRK|1||2|1||3
                R1H|5||6|5||7
                RAS|9||10|9||11
                """), 1, new MergedCell(1, 3, 1), new MergedCell(4, 3, 1));

        assertThat(paths(rows))
                .containsExactly(
                        "Code", "Male / Under 18", "Male / 18 and over", "Female / Under 18", "Female / 18 and over");
    }

    /** As in reports whose narrow columns fit the layout of the title above them. */
    @Test
    void aHeadingOverSeveralColumnsNamesTheOneThatHoldsItsValues() {
        List<SheetRow> rows = merge(DrawnSheet.rows("""
                Practice||Doctors|Dispensing|
                Haworth||8||5
                Charing||7||6
                Hamstreet||5||4
                """), 1, new MergedCell(0, 2, 1), new MergedCell(3, 2, 1));

        assertThat(paths(rows)).containsExactly("Practice", "Doctors", "Dispensing");
        assertThat(inspect(rows).rows().get(0)).containsExactly("Haworth", 8L, 5L);
    }

    @Test
    void aLabelMergedDownIsThatOfEachRowItCovers() {
        List<SheetRow> rows = DrawnSheet.rows("""
                Region|Code|Seen
                North|RRK|10
                |R1H|11
                South|RAS|12
                |R0A|13
                Elsewhere|RYJ|14
                """);

        InspectedTable table = inspect(merge(merge(rows, 2, new MergedCell(0, 1, 2)), 4, new MergedCell(0, 1, 2)));

        assertThat(table.rows())
                .extracting(row -> row.get(0))
                .containsExactly("North", "North", "South", "South", "Elsewhere");
    }

    private static List<SheetRow> merge(List<SheetRow> rows, int number, MergedCell... merged) {
        List<SheetRow> all = new ArrayList<>(rows);
        all.set(number - 1, new SheetRow(number, rows.get(number - 1).cells(), List.of(merged)));
        return all;
    }

    private static List<String> paths(List<SheetRow> rows) {
        return inspect(rows).columns().stream()
                .map(column -> String.join(" / ", column.path()))
                .toList();
    }

    private static InspectedTable inspect(List<SheetRow> rows) {
        InspectedSheet sheet = DrawnSheet.inspect(new SheetNames("sample.xlsx", "", "Table 1", false), rows);
        assertThat(sheet.tables()).hasSize(1);
        return sheet.tables().get(0);
    }
}
