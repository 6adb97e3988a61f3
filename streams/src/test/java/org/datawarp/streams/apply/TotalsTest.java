package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.layout.Samples;
import org.junit.jupiter.api.Test;

class TotalsTest {

    private static final String DATASET = """
            dataset: attendances
            title: Attendances
            description: By provider
            fields:
              - {name: org_code, headings: [Code], role: key}
              - {name: org_name, headings: [Name], role: dimension}
              - {name: type_1, headings: [Type 1], type: integer, role: measure}
            totals:
              - {when: {org_name: [Total, England]}, sums: [type_1]}
            """;

    private static final String ROWS = """
            Code|Name|Type 1
            RRK|Birmingham|1
             | Total |1""";

    @Test
    void keepsATotalApartThoughItHasNoKey() {
        Outcome total = Applied.to(Samples.rows(ROWS), DATASET).get(2);

        assertThat(total.kind()).isEqualTo(RowKind.TOTAL);
        assertThat(new ArrayList<Object>(total.rows().get(0).values())).containsExactly(null, "Total", 1L);
    }

    @Test
    void publishesATotalThatIsKeptAndThenItNeedsItsKey() {
        String kept = DATASET.replace("sums: [type_1]}", "sums: [type_1], keep: true}");

        assertThat(Applied.to(Samples.rows(ROWS), kept).get(2).kind()).isEqualTo(RowKind.REJECTED);
        assertThat(Applied.to(Samples.rows(ROWS.replace(" | Total", "E92|Total")), kept)
                        .get(2)
                        .kind())
                .isEqualTo(RowKind.DATA);
    }

    @Test
    void takesARowForATotalOnlyIfAllFieldsSaySo() {
        String both = DATASET.replace("{org_name: [Total, England]}", "{org_name: [Total], org_code: [All]}");

        List<Outcome> outcomes = Applied.to(Samples.rows("""
                Code|Name|Type 1
                All|Total|1
                RRK|Total|1
                All|Birmingham|1"""), both);

        assertThat(outcomes.stream().map(Outcome::kind))
                .containsExactly(RowKind.HEADING, RowKind.TOTAL, RowKind.DATA, RowKind.DATA);
    }

    @Test
    void readsATotalOverPeriodsAsOneOfTheRelease() {
        String dataset = """
                dataset: attendances
                title: Attendances
                description: By month
                period-kind: month
                fields:
                  - {name: month, headings: [Month], role: period}
                  - {name: org_code, headings: [Code], role: key, blank: true}
                  - {name: type_1, headings: [Type 1], type: integer, role: measure}
                totals:
                  - {when: {month: [All]}, sums: [type_1]}
                """;

        Outcome total = Applied.to(Samples.rows("""
                Month|Code|Type 1
                2025-03|RRK|1
                All||1"""), dataset).get(2);

        assertThat(total.kind()).isEqualTo(RowKind.TOTAL);
        assertThat(total.rows().get(0).period().label()).isEqualTo("2025-03");
    }

    @Test
    void rejectsATotalWhoseFigureCannotBeRead() {
        assertThat(Applied.to(Samples.rows(ROWS.replace(" Total |1", "Total|many")), DATASET)
                        .get(2)
                        .kind())
                .isEqualTo(RowKind.REJECTED);
    }
}
