package org.datawarp.streams.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.streams.layout.Samples.row;
import static org.datawarp.streams.layout.Samples.rows;
import static org.datawarp.streams.layout.Samples.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;

class LayoutFinderTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

    private static final String SIMPLE = """
            dataset: attendances
            title: Attendances
            description: By provider
            fields:
              - {name: org_code, headings: [Org Code, Code], role: key}
              - {name: org_name, headings: [Name], role: dimension, optional: true}
              - {name: type_1, headings: ["A&E attendances / Type 1", Type 1], type: integer, role: measure}
              - {name: type_2, headings: ["A&E attendances / Type 2", Type 2], type: integer, role: measure}
            """;

    private static SheetLayout layout(List<SheetRow> rows, String... datasets) {
        return new LayoutFinder(Samples.manifest(datasets), DAY).find(sheet("Table 1"), rows);
    }

    private static TableRegion region(String rows, String dataset) {
        SheetLayout layout = layout(rows(rows), dataset);
        assertThat(layout.regions()).hasSize(1);
        return layout.regions().get(0);
    }

    private static List<String> placed(TableRegion region) {
        return region.fields().stream()
                .map(field -> field.field().name() + "@" + field.column())
                .toList();
    }

    @Test
    void findsAHeadingInTheFirstRow() {
        TableRegion region = region("""
                Org Code|Name|Type 1|Type 2
                RRK|Birmingham|1|2""", SIMPLE);

        assertThat(region.band().firstRow()).isEqualTo(1);
        assertThat(region.band().lastRow()).isEqualTo(1);
        assertThat(placed(region)).containsExactly("org_code@0", "org_name@1", "type_1@2", "type_2@3");
        assertThat(region.undeclared()).isEmpty();
    }

    @Test
    void findsAHeadingUnderTitlesAndBesideABlankColumn() {
        TableRegion region = region("""
                A&E attendances
                Type 1 and Type 2 by Code

                |code |Type  2| type 1|Comment
                |RRK|1|2""", SIMPLE);

        assertThat(region.band().firstRow()).isEqualTo(4);
        assertThat(placed(region)).containsExactly("org_code@1", "type_1@3", "type_2@2");
        assertThat(region.undeclared()).extracting(ColumnHeading::path).containsExactly("Comment");
    }

    @Test
    void joinsTheLevelsOfABandOfTwoRows() {
        TableRegion region = region("""
                Code|Name|A&E attendances|||Emergency admissions|
                ||Type 1|Type 2||Type 1|Other
                RRK|Birmingham|1|2||3|4""", SIMPLE);

        assertThat(region.band().lastRow()).isEqualTo(2);
        assertThat(placed(region)).containsExactly("org_code@0", "org_name@1", "type_1@2", "type_2@3");
        assertThat(region.undeclared())
                .extracting(ColumnHeading::path)
                .containsExactly("Emergency admissions / Type 1", "Emergency admissions / Other");
    }

    @Test
    void joinsTheLevelsOfABandOfThreeRowsAndSkipsBlankOnes() {
        String dataset = """
                dataset: patients
                title: Patients
                description: By region
                fields:
                  - {name: region, headings: [Region], role: key}
                  - {name: white, headings: ["Tried / Ethnicity / White"], type: integer, role: measure}
                  - {name: total, headings: ["* / Total"], type: integer, role: measure}
                  - {name: succeeded, headings: ["* / Full-time"], type: integer, role: measure}
                """;

        TableRegion region = region("""
                |Tried|||Succeeded|
                |Ethnicity||||Work status
                Region|White|Other|Total||Full-time
                London|1|2|3||4""", dataset);

        assertThat(region.band().lastRow()).isEqualTo(3);
        assertThat(placed(region)).containsExactly("region@0", "white@1", "total@3", "succeeded@5");
    }

    @Test
    void comparesHeadingsWithoutNoteMarksLineBreaksAndCase() {
        TableRegion region = region("""
                ORG  CODE [Note 8]|name\u00B9|Type\u00A01 *|Type\u20111|A&E attendances / Type 2 (2)
                RRK|Birmingham|1|9|2""", SIMPLE);

        assertThat(placed(region)).containsExactly("org_code@0", "org_name@1", "type_1@2", "type_2@4");
    }

    @Test
    void toleratesAFootnoteDigitAfterALetterUnlessItIsDeclared() {
        String dataset = """
                dataset: practices
                title: Practices
                description: By region
                fields:
                  - {name: region, headings: [Region], role: key}
                  - {name: practices, headings: [Practices], type: integer, role: measure}
                  - {name: q1, headings: [Q1], type: integer, role: measure}
                  - {name: q2, headings: [Q2], type: integer, role: measure, optional: true}
                """;

        assertThat(placed(region("Region1,2|Practices2|Q1|Q2", dataset)))
                .containsExactly("region@0", "practices@1", "q1@2", "q2@3");
    }

    @Test
    void takesALineBreakInAHeadingForASpace() {
        SheetLayout layout = layout(List.of(row(1, "Org\ncode", "Type\r\n1", "Type 2"), row(2, "RRK", 1, 2)), SIMPLE);

        assertThat(placed(layout.regions().get(0))).containsExactly("org_code@0", "type_1@1", "type_2@2");
    }

    @Test
    void leavesAnAmbiguousLeafAlone() {
        SheetLayout layout = layout(rows("""
                Code|Arrivals||Admissions|
                |Type 1|Type 2|Type 1|Type 2
                RRK|1|2|3|4"""), SIMPLE);

        assertThat(layout.isUnclaimed()).isTrue();
    }

    @Test
    void givesEqualHeadingsToFieldsFromTheLeft() {
        String dataset = """
                dataset: spells
                title: Spells
                description: By provider
                fields:
                  - {name: org_code, headings: [Code], role: key}
                  - {name: began, headings: [Date], type: date}
                  - {name: ended, headings: [Date], type: date}
                """;

        assertThat(placed(region("Code|Date|Date", dataset))).containsExactly("org_code@0", "began@1", "ended@2");
    }

    @Test
    void takesNoFigureFromOneOfSeveralEqualHeadings() {
        assertThat(layout(rows("Code|Type 1|Type 2|Type 1|Type 2"), SIMPLE).isUnclaimed())
                .isTrue();
        assertThat(placed(region("Code|Type 1|Type 2|Code", SIMPLE)))
                .containsExactly("org_code@0", "type_1@1", "type_2@2");
    }

    @Test
    void usesADatedHeadingOnlyInItsTime() {
        String dataset = """
                dataset: waits
                title: Waits
                description: By provider
                fields:
                  - {name: org_code, headings: [Code], role: key}
                  - name: waiting
                    headings: [{text: Waiting list, until: "2024-12-31"}, {text: Waiting, since: "2025-01-01"}]
                    type: integer
                    role: measure
                """;

        assertThat(placed(region("Code|Waiting list|Waiting", dataset))).containsExactly("org_code@0", "waiting@2");
        assertThat(layout(rows("Code|Waiting list"), dataset).isUnclaimed()).isTrue();
    }

    @Test
    void prefersMoreFieldsThenFewerRowsThenTheFirst() {
        TableRegion region = region("""
                Code|Type 1|Type 2
                RRK|1|2

                Code|Name|Type 1|Type 2
                RRK|Birmingham|1|2
                Code|Name|Type 1|Type 2""", SIMPLE);

        assertThat(region.band().firstRow()).isEqualTo(4);
        assertThat(region.band().lastRow()).isEqualTo(4);
    }

    @Test
    void keepsToTheBandThatTheManifestGives() {
        String rows = """
                Code|Type 1|Type 2
                RRK|1|2
                Code|Type 1|Type 2""";

        assertThat(region(rows, SIMPLE + "heading-at: 3\n").band().firstRow()).isEqualTo(3);
        assertThat(layout(rows(rows), SIMPLE + "heading-at: 2\nheading-rows: 1\n")
                        .isUnclaimed())
                .isTrue();
    }

    @Test
    void countsAMachineRowToTheBandButNoRowOfMarks() {
        TableRegion named = region("""
                Code|Name|Type 1|Type 2
                org_code|org_name|type_1|type_2
                RRK|Birmingham|1|2""", SIMPLE);
        TableRegion suppressed = region("""
                Code|Name|Type 1|Type 2
                RRK|Birmingham|na|na""", SIMPLE);

        assertThat(named.band().lastRow()).isEqualTo(2);
        assertThat(suppressed.band().lastRow()).isEqualTo(1);
    }

    private static final String MONTHS = """
            dataset: deaths
            title: Deaths
            description: By area and month
            fields:
              - {name: area, headings: [Area], role: key}
            unpivot:
              headings: "(?:Deaths in )?(?<value>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"
              value: {name: deaths, type: integer}
            """;

    @Test
    void findsWideHeadingsOfDatesAndTexts() {
        LocalDate january = LocalDate.of(2025, 1, 1);
        SheetLayout layout = layout(
                List.of(
                        row(1, "Area", january, "2025-02", "Deaths in 2025-03 [note 1]", "Total"),
                        row(2, "Leeds", 1, 2, 3, 6)),
                MONTHS);

        TableRegion region = layout.regions().get(0);
        assertThat(region.wide()).extracting(WideColumn::column).containsExactly(1, 2, 3);
        assertThat(region.wide()).extracting(WideColumn::value).containsExactly("2025-01-01", "2025-02", "2025-03");
        assertThat(region.undeclared()).extracting(ColumnHeading::path).containsExactly("Total");
    }

    @Test
    void claimsNoTableWithoutTheWideHeadingsThatItNeeds() {
        assertThat(layout(rows("Area|Total"), MONTHS).isUnclaimed()).isTrue();
    }

    @Test
    void readsATableWithoutHeadingsByPosition() {
        String dataset = """
                dataset: organisations
                title: Organisations
                description: From a file without headings
                heading-rows: 0
                fields:
                  - {name: org_code, position: 1, role: key}
                  - {name: org_name, position: 2, role: dimension}
                  - {name: open_date, position: 4, type: date, optional: true}
                """;

        TableRegion region = region("R0A|MANCHESTER|Y54|20171001", dataset);

        assertThat(placed(region)).containsExactly("org_code@0", "org_name@1", "open_date@3");
        assertThat(region.band().lastRow()).isLessThan(1);
        assertThat(layout(rows("Contents"), dataset).isUnclaimed()).isTrue();
    }

    @Test
    void leavesASheetUnclaimedWhoseNamesTheManifestDoesNotGive() {
        String dataset = SIMPLE + "sources: [{file: \"*.csv\"}, {sheet: \"table 2*\"}]\n";
        List<SheetRow> rows = rows("Code|Type 1|Type 2");
        LayoutFinder finder = new LayoutFinder(Samples.manifest(dataset), DAY);

        assertThat(finder.mayClaim(sheet("Table 1"))).isFalse();
        assertThat(finder.find(sheet("Table 1"), rows).isUnclaimed()).isTrue();
        assertThat(finder.mayClaim(sheet(" Table 2b "))).isTrue();
        assertThat(finder.find(sheet(" Table 2b "), rows).isUnclaimed()).isFalse();
    }

    @Test
    void leavesAHiddenSheetAloneUnlessTheManifestNamesIt() {
        SheetOpened shown = sheet("Chart data");
        SheetOpened hidden =
                new SheetOpened(shown.run(), shown.sheet(), shown.file(), shown.fileName(), "", shown.name(), 1, true);
        String named = SIMPLE + "sources: [{sheet: \"Chart*\"}]\n";

        assertThat(new LayoutFinder(Samples.manifest(SIMPLE), DAY).mayClaim(hidden))
                .isFalse();
        assertThat(new LayoutFinder(Samples.manifest(named), DAY).mayClaim(hidden))
                .isTrue();
    }

    @Test
    void givesASheetToTheDatasetThatKnowsMoreOfItsHeadings() {
        String wider = """
                dataset: attendances_by_age
                title: By age
                description: By provider and age
                fields:
                  - {name: org_code, headings: [Code], role: key}
                  - {name: age, headings: [Age], role: key}
                  - {name: type_1, headings: [Type 1], type: integer, role: measure}
                  - {name: type_2, headings: [Type 2], type: integer, role: measure}
                """;

        SheetLayout layout = layout(rows("Code|Age|Type 1|Type 2"), SIMPLE, wider);

        assertThat(layout.regions())
                .extracting(region -> region.dataset().name().value())
                .containsExactly("attendances_by_age");
    }

    @Test
    void endsATableWhereAnotherBeginsBelow() {
        String below = """
                dataset: staff
                title: Staff
                description: By role
                fields:
                  - {name: role, headings: [Role], role: key}
                  - {name: staff, headings: [Staff], type: integer, role: measure}
                """;

        SheetLayout layout = layout(rows("""
                Code|Type 1|Type 2
                RRK|1|2
                Role|Staff
                Nurse|3"""), SIMPLE, below);

        assertThat(layout.regions()).extracting(TableRegion::lastRow).containsExactly(2, TableRegion.NO_END);
    }

    @Test
    void tellsWhichHeadingsAreMissingWhereATableIsNearlyThere() {
        SheetLayout layout = layout(rows("""
                A&E
                Code|Name|Type 1|Type two
                RRK|Birmingham|1|2"""), SIMPLE);

        assertThat(layout.isUnclaimed()).isTrue();
        assertThat(layout.nearMisses()).singleElement().satisfies(miss -> {
            assertThat(miss.row()).isEqualTo(2);
            assertThat(miss.missing()).extracting(field -> field.name().value()).containsExactly("type_2");
        });
    }

    @Test
    void recognisesARepeatedHeadingAndNoRowOfData() {
        HeadingBand band = region("""
                Code|Name|A&E attendances|
                ||Type 1|Type 2
                RRK|Birmingham|1|2""", SIMPLE).band();

        assertThat(band.repeats(row(9, "code", " Name", "A&E  attendances"))).isTrue();
        assertThat(band.repeats(row(9, null, null, "Type 1", "Type 2"))).isTrue();
        assertThat(band.repeats(row(9, "Code", "Birmingham", 1, 2))).isFalse();
        assertThat(band.repeats(row(9, "Code"))).isFalse();
    }

    @Test
    void findsAHeadingInTheLastRowThatItLooksAt() {
        List<SheetRow> rows = new ArrayList<>();
        for (int number = 1; number <= LayoutFinder.LOOKAHEAD; number++) {
            rows.add(row(number, "note " + number));
        }
        rows.set(LayoutFinder.LOOKAHEAD - 1, row(LayoutFinder.LOOKAHEAD, "Code", "Type 1", "Type 2"));

        assertThat(layout(rows, SIMPLE).regions().get(0).band().firstRow()).isEqualTo(LayoutFinder.LOOKAHEAD);
    }
}
