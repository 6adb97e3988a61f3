package org.datawarp.streams.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.streams.layout.Samples.rows;
import static org.datawarp.streams.layout.Samples.sheet;

import java.time.LocalDate;
import java.util.List;
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
}
