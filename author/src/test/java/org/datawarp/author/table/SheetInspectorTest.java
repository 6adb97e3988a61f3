package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.author.table.DrawnSheet.count;
import static org.datawarp.author.table.DrawnSheet.inspect;
import static org.datawarp.author.table.DrawnSheet.names;
import static org.datawarp.author.table.DrawnSheet.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.junit.jupiter.api.Test;

class SheetInspectorTest {

    @Test
    void findsAHeadingBelowTitlesAndNotes() {
        InspectedTable table = table("""
                Waiting times by trust

                Source: sample collection, published 1 May 2025

                Code|Name|Waiting|Seen
                RRK|Birmingham|10|20
                R1H|Barts|11|21
                RAS|Hillingdon|12|22

                Note: figures are provisional
                """);

        assertThat(table.title()).isEqualTo("Waiting times by trust");
        assertThat(table.headerRows()).containsExactly(5);
        assertThat(table.region()).isEqualTo("A5:D8");
        assertThat(names(table)).containsExactly("code", "name", "waiting", "seen");
        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(table.rows().get(0)).containsExactly("RRK", "Birmingham", 10L, 20L);
        assertThat(table.notes()).contains("Note: figures are provisional");
    }

    @Test
    void carriesGroupLabelsRightOverBlanks() {
        InspectedTable table = table("""
                |Attendances||Admissions||
                Trust|Type 1|Type 2|Type 1|Type 2
                RRK|1|2|3|4
                R1H|5|6|7|8
                RAS|9|10|11|12
                """);

        assertThat(table.headerRows()).containsExactly(1, 2);
        assertThat(names(table))
                .containsExactly(
                        "trust", "attendances_type_1", "attendances_type_2", "admissions_type_1", "admissions_type_2");
        assertThat(table.columns().get(3).path()).containsExactly("Admissions", "Type 1");
    }

    @Test
    void leavesAGroupOverAllMeasuresOutOfNames() {
        InspectedTable table = table("""
                ||December 2022 - patients discharged||
                Code|Name|Home|Hospice
                RRK|Birmingham|1|2
                R1H|Barts|3|-
                RAS|Hillingdon|5|6
                """);

        assertThat(names(table)).containsExactly("code", "name", "home", "hospice");
        assertThat(table.columns().get(3).marks()).containsExactly("-");
        assertThat(table.period()).hasToString("Period[start=2022-12-01, end=2022-12-31, kind=MONTH]");
        assertThat(table.periodSource()).isEqualTo("title");
    }

    @Test
    void readsAllSuppressedFirstRowsAsData() {
        InspectedTable table = table("""
                Code|Name|White|Mixed
                Y54|North|*|*
                Y55|Midlands|10|20
                Y56|London|30|40
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(table.columns().get(2).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(table.columns().get(2).marks()).containsExactly("*");
        assertThat(table.rows().get(0)).containsExactly("Y54", "North", null, null);
    }

    @Test
    void takesNumericAndDateHeadingsForHeadings() {
        InspectedTable table = table("""
                Area|2019|2020|2021
                Leeds|100|110|120
                Kent|200|210|220
                Hull|300|310|320
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(names(table)).containsExactly("area", "2019", "2020", "2021");
        assertThat(table.period()).isNull();
    }

    @Test
    void namesDateHeadingsByTheirDates() {
        List<SheetRow> rows = List.of(
                new SheetRow(1, List.of(Cell.text("Trust"), Cell.date("2020-03-01"), Cell.date("2020-03-02"))),
                new SheetRow(2, List.of(Cell.text("RRK"), Cell.number("1"), Cell.number("2"))),
                new SheetRow(3, List.of(Cell.text("R1H"), Cell.number("3"), Cell.number("4"))),
                new SheetRow(4, List.of(Cell.text("RAS"), Cell.number("5"), Cell.number("6"))));

        InspectedTable table = inspect(new SheetNames("a.xlsx", "", "Data", false), rows)
                .tables()
                .get(0);

        assertThat(names(table)).containsExactly("trust", "2020-03-01", "2020-03-02");
    }

    @Test
    void takesTheMachineRowForNamesAndTheHumanOneForPaths() {
        InspectedTable table = table("""
                GP code|Patients registered|Patients seen
                gp_code|patients_registered|patients_seen
                A81001|10|20
                A81002|30|40
                A81003|50|60
                """);

        assertThat(table.headerRows()).containsExactly(1, 2);
        assertThat(names(table)).containsExactly("gp_code", "patients_registered", "patients_seen");
        assertThat(table.columns().get(1).path()).containsExactly("Patients registered");
    }

    @Test
    void readsUnitsFromTheRowUnderTheHeading() {
        InspectedSheet sheet = inspect("""
                Trust|Spend|Share
                |£000|%
                RRK|10|1.5
                R1H|20|2.5
                RAS|30|3.5
                """);

        assertThat(count(sheet, InspectedRowKind.UNIT)).isEqualTo(1);
        assertThat(sheet.tables().get(0).columns())
                .extracting(InspectedColumn::unit)
                .containsExactly(null, "£000", "%");
    }

    @Test
    void takesTheUnitFromTheFormatOfCells() {
        List<SheetRow> rows = new ArrayList<>(DrawnSheet.rows("Trust|Seen in time"));
        for (int row = 2; row < 6; row++) {
            rows.add(new SheetRow(
                    row, List.of(Cell.text("Trust " + row), new Cell(CellKind.NUMBER, "0." + row, "0.0%"))));
        }

        InspectedTable table = inspect(new SheetNames("a.xlsx", "", "Data", false), rows)
                .tables()
                .get(0);

        assertThat(table.columns().get(1).unit()).isEqualTo("%");
        assertThat(table.columns().get(1).type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void stripsNoteMarksThatNotesAnswerTo() {
        InspectedTable table = table("""
                Region|Practices2|Total responses1,2 (weighted)|Type 1|Rate [note 3]
                North|1|2|3|4
                South|5|6|7|8
                East|9|10|11|12

                1. Figures cannot be compared with those of other years
                2. Total number of respondents of all practices
                """);

        assertThat(names(table)).containsExactly("region", "practices", "total_responses_weighted", "type_1", "rate");
        assertThat(table.notes()).hasSize(2);
    }

    @Test
    void leavesSpacerColumnsOut() {
        InspectedTable table = table("""
                |Code||Name|First||Total
                |RRK||Birmingham|1||2
                |R1H||Barts|3||4
                |RAS||Hillingdon|5||6
                """);

        assertThat(names(table)).containsExactly("code", "name", "first", "total");
    }

    @Test
    void readsLabelsWithOneValueAsPairs() {
        InspectedSheet sheet = inspect("""
                Headline summary

                |Cases as of:|9 Aug 2020

                |Confirmed cases|||17463
                |Individuals tested|||269089
                |Tests carried out|||442611

                *The data in this tab is correct at the time of publication
                """);

        assertThat(sheet.kind()).isEqualTo(SheetKind.KEY_VALUE);
        assertThat(names(sheet.tables().get(0))).containsExactly("label", "value");
        assertThat(sheet.tables().get(0).rows()).contains(List.of("Tests carried out", 442611L));
    }

    @Test
    void readsFilesWithoutAHeading() {
        InspectedTable table = table("""
                R0A|MANCHESTER UNIVERSITY|Y62|20171001|0
                R0B|SOUTH TYNESIDE|Y63|20190401|0
                R1A|WORCESTERSHIRE|Y60|20110701|0
                """);

        assertThat(table.headerRows()).isEmpty();
        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(names(table)).containsExactly("column_1", "column_2", "column_3", "column_4", "column_5");
        assertThat(table.rows().get(0).get(3)).isEqualTo(LocalDate.of(2017, 10, 1));
    }

    @Test
    void findsNoTableInContentsTextAndWorkings() {
        assertThat(inspect("Contents", "Contents\nTable 1|Deaths by age\nTable 2|Deaths by sex\nTable 3|Deaths"))
                .satisfies(sheet -> assertThat(sheet.tables()).isEmpty())
                .extracting(InspectedSheet::kind)
                .isEqualTo(SheetKind.CONTENTS);
        assertThat(inspect("Notes", """
                Notes
                1|Figures from November 2010 are estimates of the whole population of the country
                2|Field testing of new standards began at fourteen trusts in May of that year
                3|Activity data includes data of all providers that were in scope at the time
                """))
                .satisfies(sheet -> assertThat(sheet.tables()).isEmpty())
                .extracting(InspectedSheet::kind)
                .isEqualTo(SheetKind.TEXT);
        assertThat(inspect(
                        new SheetNames("a.xlsx", "", "Chart Data", true),
                        DrawnSheet.rows("Month|Value\n2020-01-01|1\n2020-02-01|2\n2020-03-01|3")))
                .satisfies(sheet -> assertThat(sheet.tables()).isEmpty())
                .extracting(InspectedSheet::kind)
                .isEqualTo(SheetKind.WORKINGS);
        assertThat(inspect("").kind()).isEqualTo(SheetKind.EMPTY);
    }

    @Test
    void keepsCodesTextAndTellsRoles() {
        InspectedTable table = table("""
                Month|Org Code|Org Name|Practice|Seen
                2025-01-01|00123|First practice|108|10
                2025-02-01|00124|Second practice|109|20
                2025-03-01|00125|Third practice|110|30
                """);

        assertThat(table.columns())
                .extracting(InspectedColumn::type)
                .containsExactly(
                        ColumnType.DATE, ColumnType.TEXT, ColumnType.TEXT, ColumnType.INTEGER, ColumnType.INTEGER);
        assertThat(table.columns())
                .extracting(InspectedColumn::role)
                .startsWith(ColumnRole.PERIOD, ColumnRole.KEY, ColumnRole.DIMENSION);
        assertThat(table.rows().get(0).get(1)).isEqualTo("00123");
    }

    @Test
    void readsATableOfWordsOnly() {
        InspectedTable table = table("""
                Code|Organisation|Partner
                00C|Darlington|QHM
                00D|Durham|QHM
                00K|Hartlepool|QHM
                00L|Northumberland|QF7
                """);

        assertThat(table.headerRows()).containsExactly(1);
        assertThat(table.dataRows()).isEqualTo(4);
    }

    @Test
    void tellsTypesByAllRowsOfALongSheet() {
        SheetInspector inspector = new SheetInspector(new SheetNames("long.csv", "", "long.csv", false), 10);
        inspector.row(DrawnSheet.rows("Code|Name|Value").get(0));
        for (int row = 2; row <= 12_000; row++) {
            String value = row == 11_000 ? "0.5" : row == 11_500 ? "*" : String.valueOf(row);
            inspector.row(
                    new SheetRow(row, List.of(Cell.text("A8" + row), Cell.text("Practice " + row), Cell.text(value))));
        }
        InspectedSheet sheet = inspector.finish();

        assertThat(sheet.rows()).isEqualTo(12_000);
        assertThat(sheet.tables()).hasSize(1);
        assertThat(sheet.tables().get(0).dataRows()).isEqualTo(11_999);
        assertThat(sheet.tables().get(0).rows()).hasSize(10);
        assertThat(sheet.tables().get(0).columns().get(2).type()).isEqualTo(ColumnType.NUMBER);
        assertThat(sheet.tables().get(0).columns().get(2).marks()).containsExactly("*");
    }

    @Test
    void countsRowsThatTheFileLeavesOutAsBlank() {
        SheetInspector inspector = new SheetInspector(new SheetNames("a.xlsx", "", "Data", false), 10);
        inspector.row(new SheetRow(100, List.of(Cell.text("Title"))));
        inspector.row(new SheetRow(1_000_000, List.of(Cell.text("End"))));
        InspectedSheet sheet = inspector.finish();

        assertThat(sheet.rows()).isEqualTo(1_000_000);
        assertThat(count(sheet, InspectedRowKind.BLANK)).isEqualTo(999_998);
    }
}
