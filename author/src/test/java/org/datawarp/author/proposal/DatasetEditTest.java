package org.datawarp.author.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.datawarp.author.yaml.UneditableException;
import org.datawarp.schemas.manifest.Source;
import org.junit.jupiter.api.Test;

/** Each change is put where it belongs, and every other character stays. */
class DatasetEditTest {

    private static final String FIELDS = """
            dataset: beds # of hospitals
            fields:
              # identifies rows
              - name: org_code   # ODS
                headings: Org Code
                role: key
              - {name: open, headings: [Beds, "Beds, open"], type: integer}
              - name: occupied
                headings:
                  # newest first
                  - Occupied
                  - text: Taken
                    until: 2019-03-31
                role: measure
            # the end
            """;

    @Test
    void putsAHeadingBesideTheOnlyOne() {
        assertThat(DatasetEdit.addHeading("org_code", "Provider: Code").apply(FIELDS))
                .isEqualTo(FIELDS.replace("headings: Org Code", "headings: [\"Provider: Code\", Org Code]"));
    }

    @Test
    void putsAHeadingIntoAListOnOneLine() {
        assertThat(DatasetEdit.addHeading("open", "Beds open").apply(FIELDS))
                .isEqualTo(FIELDS.replace("[Beds, ", "[Beds open, Beds, "));
    }

    @Test
    void putsAHeadingOnALineOfItsOwn() {
        assertThat(DatasetEdit.addHeading("occupied", "In use").apply(FIELDS))
                .isEqualTo(FIELDS.replace("      - Occupied", "      - In use\n      - Occupied"));
    }

    @Test
    void givesAFieldItsFirstHeading() {
        String yaml = "fields:\n  - name: a\n    position: 1\n";

        assertThat(DatasetEdit.addHeading("a", "A").apply(yaml))
                .isEqualTo("fields:\n  - name: a\n    headings: A\n    position: 1\n");
    }

    @Test
    void endsEachHeadingThatHasNoEnd() {
        assertThat(DatasetEdit.endHeadings("occupied", LocalDate.of(2025, 3, 31))
                        .apply(FIELDS))
                .isEqualTo(FIELDS.replace("- Occupied", "- {text: Occupied, until: 2025-03-31}"));
        assertThat(DatasetEdit.endHeadings("open", LocalDate.of(2025, 3, 31)).apply(FIELDS))
                .contains("[{text: Beds, until: 2025-03-31}, {text: \"Beds, open\", until: 2025-03-31}]");
    }

    @Test
    void changesATypeOrAddsOne() {
        assertThat(DatasetEdit.setType("open", "number").apply(FIELDS))
                .isEqualTo(FIELDS.replace("type: integer", "type: number"));
        assertThat(DatasetEdit.setType("occupied", "number").apply(FIELDS))
                .isEqualTo(FIELDS.replace("- name: occupied", "- name: occupied\n    type: number"));
    }

    @Test
    void addsAFieldAfterTheLast() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", "closed");
        keys.put("optional", "true");

        assertThat(DatasetEdit.addField(keys).apply(FIELDS))
                .isEqualTo(FIELDS.replace(
                        "    role: measure\n", "    role: measure\n  - name: closed\n    optional: true\n"));
    }

    @Test
    void addsASourceInTheWayTheOthersAreWritten() {
        Source source = new Source("*", "*", "Table 2", "*");

        assertThat(DatasetEdit.addSource(source).apply("sources:\n  - sheet: Table 1 # first\nfields: []\n"))
                .isEqualTo("sources:\n  - sheet: Table 1 # first\n  - sheet: Table 2\nfields: []\n");
        assertThat(DatasetEdit.addSource(source).apply("sources: [{sheet: Table 1}]\n"))
                .isEqualTo("sources: [{sheet: Table 1}, {sheet: Table 2}]\n");
        assertThat(DatasetEdit.addSource(source).apply("sources: {sheet: Table 1}\n"))
                .isEqualTo("sources: [{sheet: Table 1}, {sheet: Table 2}]\n");
        assertThat(DatasetEdit.addSource(source).apply("sources:\n  file: a.xls\n  sheet: Table 1\nfields: []\n"))
                .isEqualTo("sources:\n  - file: a.xls\n    sheet: Table 1\n  - sheet: Table 2\nfields: []\n");
        assertThatThrownBy(() -> DatasetEdit.addSource(source).apply(FIELDS)).isInstanceOf(UneditableException.class);
    }

    @Test
    void addsAMarkToThoseThereAreOrTheFirst() {
        assertThat(DatasetEdit.addMark("[z]", "Not applicable")
                        .apply("marks:\n  \"*\": Suppressed # rare\nload: append\n"))
                .isEqualTo("marks:\n  \"*\": Suppressed # rare\n  \"[z]\": Not applicable\nload: append\n");
        assertThat(DatasetEdit.addMark(":", "Not available").apply("marks: {\"*\": Suppressed}"))
                .isEqualTo("marks: {\"*\": Suppressed, \":\": Not available}");
        assertThat(DatasetEdit.addMark(":", "Not available").apply("marks: {}"))
                .isEqualTo("marks: {\":\": Not available}");
        assertThat(DatasetEdit.addMark("c", "Hidden: few").apply(FIELDS))
                .isEqualTo(FIELDS + "marks:\n  c: \"Hidden: few\"\n");
    }

    @Test
    void takesAKeyOutWithItsLine() {
        assertThat(DatasetEdit.findOut("heading-at").apply("a: 1\nheading-at: 3 # fixed\n# c\nb: 2\n"))
                .isEqualTo("a: 1\n# c\nb: 2\n");
    }

    @Test
    void countsCharactersOutsideTheBasicPlane() {
        assertThat(DatasetEdit.addMark("[z]", "None").apply("title: 🏥🏥\nmarks:\n  a: b\nend: 1\n"))
                .isEqualTo("title: 🏥🏥\nmarks:\n  a: b\n  \"[z]\": None\nend: 1\n");
    }
}
