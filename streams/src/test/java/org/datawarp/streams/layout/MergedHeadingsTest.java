package org.datawarp.streams.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;

/** The extent of a label over several columns is known if its cell is merged, and guessed if it is not. */
class MergedHeadingsTest {

    private static final String DATASET = """
            dataset: waits
            title: Waits
            description: By trust
            fields:
              - {name: org_code, headings: [Code], role: key}
              - {name: male_under_18, headings: ["Male / Under 18"], type: integer, role: measure}
              - {name: male_adult, headings: ["Male / 18 and over"], type: integer, role: measure, optional: true}
              - {name: rate, headings: ["Rate"], type: number, role: measure, optional: true}
              - {name: male_rate, headings: ["Male / Rate"], type: number, role: measure, optional: true}
            """;

    @Test
    void carriesAMergedLabelAsFarAsItsCell() {
        List<SheetRow> rows = Samples.rows("""
                Code|Male||
                |Under 18|18 and over|Rate
                RRK|1|2|0.5""");

        assertThat(placed(merge(rows, 1, new MergedCell(1, 2, 1))))
                .containsExactly("org_code@0", "male_under_18@1", "male_adult@2", "rate@3");
    }

    @Test
    void guessesThatAnyOtherLabelGoesUpToTheNext() {
        List<SheetRow> rows = Samples.rows("""
                Code|Male||
                |Under 18|18 and over|Rate
                RRK|1|2|0.5""");

        assertThat(placed(rows)).containsExactly("org_code@0", "male_under_18@1", "male_adult@2", "male_rate@3");
    }

    @Test
    void carriesAMergedLabelPastASpacerWithinItsCell() {
        List<SheetRow> rows = Samples.rows("""
                Code|Male||
                |Under 18||18 and over
                RRK|1||2""");

        assertThat(placed(merge(rows, 1, new MergedCell(1, 3, 1))))
                .containsExactly("org_code@0", "male_under_18@1", "male_adult@3");
    }

    @Test
    void aLabelMergedDownNamesItsColumnAlone() {
        List<SheetRow> rows = Samples.rows("""
                Code|Male||Rate
                |Under 18|18 and over|
                RRK|1|2|0.5""");

        assertThat(placed(merge(rows, 1, new MergedCell(0, 1, 2), new MergedCell(1, 2, 1), new MergedCell(3, 1, 2))))
                .containsExactly("org_code@0", "male_under_18@1", "male_adult@2", "rate@3");
    }

    @Test
    void aHeadingOverSeveralColumnsNamesTheOneThatHoldsItsValues() {
        List<SheetRow> rows = Samples.rows("""
                Code||Male / Under 18||Rate
                RRK|||1|0.5
                R1H|||2|0.6""");

        assertThat(placed(merge(rows, 1, new MergedCell(0, 2, 1), new MergedCell(2, 2, 1))))
                .containsExactly("org_code@0", "male_under_18@3", "rate@4");
    }

    private static List<SheetRow> merge(List<SheetRow> rows, int number, MergedCell... merged) {
        List<SheetRow> all = new ArrayList<>(rows);
        all.set(number - 1, new SheetRow(number, rows.get(number - 1).cells(), List.of(merged)));
        return all;
    }

    private static List<String> placed(List<SheetRow> rows) {
        SheetLayout layout = new LayoutFinder(Samples.manifest(DATASET), LocalDate.of(2025, 3, 31))
                .find(Samples.sheet("Table 1"), rows);
        assertThat(layout.regions()).hasSize(1);
        return layout.regions().get(0).fields().stream()
                .map(field -> field.field().name() + "@" + field.column())
                .toList();
    }
}
