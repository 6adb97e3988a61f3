package org.datawarp.streams.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.streams.layout.Samples.rows;
import static org.datawarp.streams.layout.Samples.sheet;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PositionedFieldsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

    private static final String STACKED = """
            dataset: %1$s
            title: Discharges
            description: By place and day
            period-kind: day
            fields:
              - {name: org_code, headings: [ICB Code, Org Code], position: 2, role: key, blank: true}
              - {name: org_name, headings: [ICB Name, Org Name], position: 3, role: key}
            unpivot:
              headings: '(?<value>\\d{4}-\\d{2}-\\d{2}) / %2$s'
              value: {name: patients, type: integer}
            """;

    private static final String SHEET = """
            |Notes: 1. Hospices are left out||2025-03-01||2025-03-02
            |||Waiting|Discharged|Waiting|Discharged
            ||ENGLAND|30|10|31|11
            |ICB Code|ICB Name
            |QAA|AXBRIDGE|20|8|21|9
            |Org Code|Org Name
            |R1A|WEDMORE|12|5|13|6""";

    private static SheetLayout layout(String rows, String... datasets) {
        return new LayoutFinder(Samples.manifest(datasets), DAY).find(sheet("Table 2"), rows(rows));
    }

    @Test
    void placesAFieldByPositionWhereTheBandDoesNotNameIt() {
        TableRegion region =
                layout(SHEET, STACKED.formatted("waiting", "Waiting")).regions().get(0);

        assertThat(region.band().lastRow()).isEqualTo(2);
        assertThat(region.fields()).extracting(PlacedField::column).containsExactly(1, 2);
        assertThat(region.wide()).extracting(WideColumn::value).containsExactly("2025-03-01", "2025-03-02");
    }

    @Test
    void prefersAHeadingToThePosition() {
        TableRegion region =
                layout("""
                                Org Name|Org Code|2025-03-01 / Waiting
                                WEDMORE|R1A|12""", STACKED.formatted("waiting", "Waiting")).regions().get(0);

        assertThat(region.fields()).extracting(PlacedField::column).containsExactly(1, 0);
    }

    @Test
    void callsNoHeadingUndeclaredThatATableBesideReads() {
        SheetLayout layout =
                layout(SHEET, STACKED.formatted("waiting", "Waiting"), STACKED.formatted("discharged", "Discharged"));

        assertThat(layout.regions())
                .hasSize(2)
                .allSatisfy(region -> assertThat(region.undeclared()).isEmpty());
    }

    @Test
    void readsATableWithoutHeadingsToTheEndOfItsSheet() {
        TableRegion region = layout("""
                                R1A|WEDMORE
                                R1B|CHEDDAR""", """
                                dataset: trusts
                                title: Trusts
                                description: The register
                                heading-rows: 0
                                fields:
                                  - {name: org_code, position: 1, role: key}
                                  - {name: org_name, position: 2}
                                """).regions().get(0);

        assertThat(region.lastRow()).isEqualTo(TableRegion.NO_END);
    }
}
