package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.layout.Samples;
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
        return Applied.to(rows, dataset);
    }

    private static List<Object> values(Outcome outcome) {
        assertThat(outcome.kind()).isEqualTo(RowKind.DATA);
        assertThat(outcome.rows()).hasSize(1);
        return new ArrayList<>(outcome.rows().get(0).values());
    }

    private static List<String> reasons(Outcome outcome) {
        assertThat(outcome.kind()).isEqualTo(RowKind.REJECTED);
        return outcome.rejections().stream()
                .map(rejection -> rejection.column() + " " + rejection.reason())
                .toList();
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
    void tellsWhereTheHeadingsOfATableStandWithItsLastHeadingRow() {
        List<Outcome> outcomes = apply("""
                dataset: attendances
                title: Attendances
                description: By provider
                fields:
                  - {name: org_code, headings: [Code], role: key}
                  - {name: type_1, headings: [Attendances / Type 1], type: integer, role: measure}
                """, Samples.rows("""
                A title
                |Attendances
                Code|Type 1
                RRK|1"""));

        assertThat(outcomes.get(1).headings()).isEmpty();
        assertThat(outcomes.get(2).headings())
                .containsExactly(heading("org_code", "Code", 0), heading("type_1", "Attendances / Type 1", 1));
        assertThat(outcomes.get(3).headings()).isEmpty();
    }

    private static PlacedHeading heading(String field, String text, int column) {
        return new PlacedHeading(new DatasetName("attendances"), new ColumnName(field), text, column, 2, 3);
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

    @Test
    void givesOneRejectionForEachBadCell() {
        List<Outcome> outcomes =
                apply(SIMPLE.replace("role: dimension}", "role: dimension, type: integer}"), Samples.rows("""
                Code|Name|Type 1
                RRK|5|1
                |five|7"""));

        assertThat(reasons(outcomes.get(2))).containsExactly("org_code missing-key", "org_name unreadable-number");
    }

    @Test
    void identifiesARowByItsPeriodAndKeys() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1
                RRK|Heartlands|2
                RRJ|Birmingham|1"""));

        TypedRow first = outcomes.get(1).rows().get(0);
        assertThat(outcomes.get(2).rows().get(0).key()).isEqualTo(first.key());
        assertThat(outcomes.get(3).rows().get(0).key()).isNotEqualTo(first.key());
        assertThat(first.key()).isEqualTo(Samples.dataset(SIMPLE).table().rowKey(first.period(), first.values()));
    }

    @Test
    void takesARowWithoutFiguresForDataOnlyIfItSaysWhatItIsAbout() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|
                RRJ||
                |Birmingham|
                Note 1|Figures are provisional|
                || |Check
                RRL|Heartlands|3"""));

        assertThat(kinds(outcomes))
                .containsExactly(
                        RowKind.HEADING,
                        RowKind.DATA,
                        RowKind.NOTE,
                        RowKind.NOTE,
                        RowKind.NOTE,
                        RowKind.NOTE,
                        RowKind.DATA);
        assertThat(values(outcomes.get(1))).containsExactly("RRK", "Birmingham", null, null);
    }

    @Test
    void keepsARowThatBeginsAsNotesDoButHasFigures() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                Source of referral|GP|5"""));

        assertThat(values(outcomes.get(1))).containsExactly("Source of referral", "GP", 5L, null);
    }

    @Test
    void takesUnitsUnderAHeadingForANoteAndSuppressedFiguresForData() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                ||Number
                RRK|Birmingham|*
                |All|*"""));

        assertThat(kinds(outcomes)).containsExactly(RowKind.HEADING, RowKind.NOTE, RowKind.DATA, RowKind.REJECTED);
    }

    @Test
    void takesARepeatedHeadingForOne() {
        List<Outcome> outcomes = apply(SIMPLE, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1
                CODE|Name|Type  1
                RRJ|Heartlands|2"""));

        assertThat(kinds(outcomes)).containsExactly(RowKind.HEADING, RowKind.DATA, RowKind.HEADING, RowKind.DATA);
    }

    @Test
    void leavesEveryRowOfAnotherSheetUnclaimed() {
        assertThat(kinds(apply(SIMPLE, Samples.rows("""
                Contents

                Table 1|By provider""")))).containsOnly(RowKind.UNCLAIMED);
    }

    @Test
    void fillsLabelsDownAndEndsThoseToTheirRight() {
        String dataset = """
                dataset: workforce
                title: Workforce
                description: By region, board and role
                fields:
                  - {name: region, headings: [Region], role: key, fill-down: true}
                  - {name: board, headings: [Board], role: key, fill-down: true}
                  - {name: role, headings: [Role], role: key}
                  - {name: staff, headings: [Staff], type: integer, role: measure}
                """;

        List<Outcome> outcomes = apply(dataset, Samples.rows("""
                Region|Board|Role|Staff
                North|QE1|Nurse|1
                |||
                |QF2|Nurse|2
                ||Doctor|3
                Note: provisional|||
                ||Porter|4
                South|||
                ||Nurse|5"""));

        assertThat(values(outcomes.get(3))).containsExactly("North", "QF2", "Nurse", 2L);
        assertThat(values(outcomes.get(4))).containsExactly("North", "QF2", "Doctor", 3L);
        assertThat(values(outcomes.get(6))).containsExactly("North", "QF2", "Porter", 4L);
        assertThat(reasons(outcomes.get(8))).containsExactly("board missing-key");
    }

    @Test
    void fillsDownALabelOfARejectedRowToo() {
        String dataset = SIMPLE.replace("role: key}", "role: key, fill-down: true}");

        List<Outcome> outcomes = apply(dataset, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1
                RRJ|Heartlands|many
                |Solihull|3"""));

        assertThat(kinds(outcomes).get(2)).isEqualTo(RowKind.REJECTED);
        assertThat(values(outcomes.get(3))).containsExactly("RRJ", "Solihull", 3L, null);
    }

    @Test
    void fillsAConstantWhereTheTableDoesNotSayIt() {
        String dataset = SIMPLE
                + "  - {name: area, headings: [Area], constant: England}\n  - {name: year, constant: \"2025\", type: integer}\n";

        assertThat(values(apply(dataset, Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1""")).get(1)))
                .containsExactly("RRK", "Birmingham", 1L, null, "England", 2025L);
        assertThat(values(apply(dataset, Samples.rows("""
                Code|Name|Type 1|Area
                RRK|Birmingham|1|Wales""")).get(1)))
                .containsExactly("RRK", "Birmingham", 1L, null, "Wales", 2025L);
    }

    @Test
    void leavesAFieldEmptyThatTheTableMayLack() {
        String dataset = SIMPLE.replace("role: dimension}", "role: dimension, optional: true}");

        assertThat(values(apply(dataset, Samples.rows("""
                Code|Type 1
                RRK|1""")).get(1))).containsExactly("RRK", null, 1L, null);
    }

    @Test
    void acceptsABlankKeyWhereTheManifestAllowsIt() {
        String dataset = SIMPLE.replace("[Name], role: dimension}", "[Name], role: key, blank: true}");

        List<Outcome> outcomes = apply(dataset, Samples.rows("""
                Code|Name|Type 1
                RRK||1
                |Birmingham|1"""));

        assertThat(values(outcomes.get(1))).containsExactly("RRK", null, 1L, null);
        assertThat(reasons(outcomes.get(2))).containsExactly("org_code missing-key");
    }

    @Test
    void rejectsEveryRowUnderAnUndeclaredHeadingWhenDriftFreezes() {
        List<Outcome> outcomes = apply(SIMPLE + "drift: freeze\n", Samples.rows("""
                Code|Name|Type 1|Type 2
                RRK|Birmingham|1|2

                Source: NHS"""));

        assertThat(kinds(outcomes)).containsExactly(RowKind.HEADING, RowKind.REJECTED, RowKind.BLANK, RowKind.NOTE);
    }

    @Test
    void readsTwoTablesOfOneSheet() {
        String staff = """
                dataset: staff
                title: Staff
                description: By role
                fields:
                  - {name: role, headings: [Role], role: key}
                  - {name: staff, headings: [Staff], type: integer, role: measure}
                """;

        List<Outcome> outcomes = Applied.to(Samples.rows("""
                Code|Name|Type 1
                RRK|Birmingham|1

                Role|Staff
                Nurse|3
                Note: a note"""), SIMPLE, staff);

        assertThat(kinds(outcomes))
                .containsExactly(
                        RowKind.HEADING, RowKind.DATA, RowKind.BLANK, RowKind.HEADING, RowKind.DATA, RowKind.NOTE);
        assertThat(outcomes.get(4).rows().get(0).dataset().value()).isEqualTo("staff");
    }
}
