package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.Samples;
import org.datawarp.streams.layout.SheetLayout;
import org.junit.jupiter.api.Test;

class ManifestApplierTest {

    private static final String SIMPLE = """
            dataset: attendances
            title: Attendances
            description: By provider
            marks: {"*": suppressed}
            fields:
              - {name: org_code, headings: [Code], role: key}
              - {name: org_name, headings: [Name], role: dimension}
              - {name: type_1, headings: [Type 1], type: integer, role: measure}
            """;

    private static List<Outcome> apply(String dataset, List<SheetRow> rows) {
        Manifest manifest = Samples.manifest(dataset);
        SheetLayout layout = new LayoutFinder(manifest, LocalDate.of(2025, 3, 31)).find(Samples.sheet("Table 1"), rows);
        ManifestApplier applier = new ManifestApplier(
                layout, new RowOrigin(Samples.release(manifest.version()), Samples.sheet("Table 1")));
        List<Outcome> outcomes = new ArrayList<>();
        rows.forEach(row -> outcomes.add(applier.apply(row)));
        return outcomes;
    }

    private static List<RowKind> kinds(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::kind).toList();
    }

    @Test
    void readsTheRowsUnderAHeading() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                A title
                Code|Name|Type 1
                RRK|Birmingham|1,234
                007|Nowhere|*

                Source: NHS England"""));

        assertThat(kinds(outcomes))
                .containsExactly(
                        RowKind.NOTE, RowKind.HEADING, RowKind.DATA, RowKind.DATA, RowKind.BLANK, RowKind.NOTE);
        TypedRow first = outcomes.get(2).rows().get(0);
        assertThat(first.values()).containsExactly("RRK", "Birmingham", 1234L, null);
        assertThat(first.period()).isEqualTo(Period.month(YearMonth.of(2025, 3)));
        assertThat(outcomes.get(3).rows().get(0).values()).containsExactly("007", "Nowhere", null, "*");
    }

    @Test
    void rejectsARowWithAnUnreadableCell() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1,2x4"""));

        assertThat(outcomes.get(1).kind()).isEqualTo(RowKind.REJECTED);
        assertThat(outcomes.get(1).rejections())
                .singleElement()
                .hasToString(
                        "Cannot read type_1, sample.xlsx › Table 1 › row 2: found \"1,2x4\", expected a whole number");
    }
}
