package org.datawarp.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import org.datawarp.bench.accuracy.Check.Kind;
import org.datawarp.bench.accuracy.Check.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors are recognised: each test alters a made-up inspection that is entirely right. */
class SheetChecksTest {

    private static final String TRUTH = """
            {"file": "beds.xlsx", "sheets": [{
              "sheet": "Beds", "kinds": ["data"],
              "tables": [{
                "title": "trusts", "headerRows": [[3, 4], [4]],
                "columns": {
                  "code": "org code", "name": "org name", "open": "beds open", "shut": "beds shut", "share": "pct open",
                  "remark?": "remark"},
                "rows": 2, "totals": 1,
                "period": {"start": "2031-05-01", "end": "2031-05-31", "kind": "month"},
                "values": [
                  {"where": {"code": "007"}, "column": "open", "is": 12},
                  {"where": {"name": "Southern"}, "column": "code", "is": "R0A"},
                  {"where": {"code": "R0A"}, "column": "shut", "is": null, "mark": "*"},
                  {"where": {"*": "northern trust"}, "column": "share", "is": 0.125},
                  {"where": {"name": "England"}, "column": "open", "is": 30, "total": true}]}]}]}
            """;

    private static final String FOUND = """
            {"file": "beds.xlsx", "rejected": null, "sheets": [{
              "name": "Beds ", "hidden": false, "kind": "data", "rows": 7,
              "rowKinds": {"data": 2, "heading": 2, "note": 2, "total": 1},
              "tables": [{
                "title": "", "region": "A3:E7", "headerRows": [3, 4],
                "columns": [
                  {"name": "organisation_code", "path": ["Organisation Code"], "marks": []},
                  {"name": "org_name", "path": ["Org name"], "marks": []},
                  {"name": "beds_open", "path": ["Beds", "Open"], "marks": []},
                  {"name": "beds_shut", "path": ["Beds", "Shut"], "marks": ["-", "*"]},
                  {"name": "percentage_open", "path": ["Percentage open"], "marks": []}],
                "dataRows": 2, "totalRows": 1, "sectionColumns": [],
                "period": {"start": "2031-05-01", "end": "2031-05-31", "kind": "month", "vintage": null},
                "rows": [["007", "Northern Trust", 12, 4, 0.125], ["R0A", "Southern", 18, null, 1.0]],
                "totals": [[null, "England", 30, 9, 0.5]]}]}]}
            """;

    private static SheetScore score(String truth, String found) throws IOException {
        JsonNode file = new ObjectMapper().readTree(found);
        return new SheetChecks(Truth.parse("T", truth).sheets().get(0), file).score();
    }

    private static SheetScore scoreAltered(String from, String to) throws IOException {
        assertThat(FOUND).contains(from);
        return score(TRUTH, FOUND.replace(from, to));
    }

    private static List<Kind> wrong(SheetScore score) {
        return score.checks().stream()
                .filter(check -> check.outcome() == Outcome.WRONG)
                .map(Check::kind)
                .toList();
    }

    @Test
    void findsNothingWrongWhereAllIsRight() throws IOException {
        SheetScore score = score(TRUTH, FOUND);

        assertThat(wrong(score)).isEmpty();
        assertThat(score.counted()).isEqualTo(13);
        assertThat(score.right()).isEqualTo(13);
        assertThat(score.missed()).isZero();
        assertThat(score.surplus()).isZero();
    }

    @ParameterizedTest(name = "{2}: {0} for {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"headerRows\": [3, 4]; \"headerRows\": [3]; HEADING",
                "\"kind\": \"data\", \"rows\"; \"kind\": \"text\", \"rows\"; SHEET_KIND",
                "\"note\": 2; \"note\": 1; ROW_KINDS",
                "\"dataRows\": 2; \"dataRows\": 4; ROWS",
                "\"dataRows\": 2; \"dataRows\": 1; ROWS",
                "\"totalRows\": 1; \"totalRows\": 2; ROWS",
                "\"start\": \"2031-05-01\"; \"start\": \"2031-04-01\"; PERIOD",
                "\"kind\": \"month\"; \"kind\": \"range\"; PERIOD",
                "Trust\", 12; Trust\", 13; VALUE",
                "Trust\", 12; Trust\", \"12\"; VALUE",
                "Trust\", 12; Trust\", null; VALUE",
                "18, null; 18, 0; VALUE",
                "18, null; 18, \"*\"; VALUE",
                "[\"-\", \"*\"]; [\"-\"]; VALUE",
                "0.125; 12.5; VALUE",
                "\"England\", 30; \"England\", 31; VALUE",
                "\"R0A\", \"Southern\"; \"R0B\", \"Southern\"; VALUE",
            })
    void findsWhatIsWrong(String from, String to, Kind kind) throws IOException {
        assertThat(wrong(scoreAltered(from, to))).isNotEmpty().containsOnly(kind);
    }

    @Test
    void missesAColumnThatLostItsGroup() throws IOException {
        SheetScore score = scoreAltered(
                "{\"name\": \"beds_shut\", \"path\": [\"Beds\", \"Shut\"]",
                "{\"name\": \"shut\", \"path\": [\"Shut\"]");

        assertThat(wrong(score)).containsExactly(Kind.COLUMNS, Kind.VALUE);
        assertThat(score.checks())
                .anySatisfy(check -> assertThat(check.explanation())
                        .isEqualTo("missing [shut], beside what there is [shut (column 4)]"));
    }

    @Test
    void missesAColumnThatIsNotThere() throws IOException {
        SheetScore score = scoreAltered(
                "{\"name\": \"organisation_code\", \"path\": [\"Organisation Code\"], \"marks\": []},", "");

        assertThat(wrong(score)).contains(Kind.COLUMNS, Kind.VALUE);
    }

    @Test
    void tellsColumnsApartByTheirOrder() throws IOException {
        SheetScore score = scoreAltered(
                "{\"name\": \"beds_open\", \"path\": [\"Beds\", \"Open\"], \"marks\": []},",
                "{\"name\": \"percentage_open\", \"path\": [\"Percentage open\"], \"marks\": []},");

        assertThat(wrong(score)).contains(Kind.COLUMNS);
    }

    @Test
    void takesAColumnThatMayBeMissingWhereItIs() throws IOException {
        SheetScore score = scoreAltered(
                "\"Percentage open\"], \"marks\": []}",
                "\"Percentage open\"], \"marks\": []}, {\"name\": \"remark\", \"path\": [\"Remarks\"], \"marks\": []}");

        assertThat(wrong(score)).isEmpty();
    }

    @Test
    void takesOneOfSeveralRightHeadings() throws IOException {
        assertThat(wrong(scoreAltered("\"headerRows\": [3, 4]", "\"headerRows\": [4]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "2, 1", "2, 0"})
    void takesTotalsThatAreKeptFlaggedOrDropped(int data, int totals) throws IOException {
        SheetScore score = scoreAltered(
                "\"dataRows\": 2, \"totalRows\": 1", "\"dataRows\": %d, \"totalRows\": %d".formatted(data, totals));

        assertThat(wrong(score)).isEmpty();
    }

    @Test
    void doesNotCheckACellOfATotalThatIsCountedButNotGiven() throws IOException {
        SheetScore score = scoreAltered("[[null, \"England\", 30, 9, 0.5]]", "[]");

        assertThat(wrong(score)).isEmpty();
        assertThat(score.counted()).isEqualTo(12);
    }

    @Test
    void findsAValueWrongWhoseRowIsThereTwice() throws IOException {
        assertThat(wrong(scoreAltered("\"rows\": [[", "\"rows\": [[\"007\", \"Other\", 12, 4, 0.5], [")))
                .containsExactly(Kind.VALUE);
    }

    @Test
    void countsTheSameChecksWhenATableIsMissed() throws IOException {
        SheetScore score = score(TRUTH, """
                {"sheets": [{"name": "Beds", "kind": "data", "rows": 7, "rowKinds": {"note": 7}, "tables": []}]}
                """);

        assertThat(score.counted()).isEqualTo(13);
        assertThat(score.right()).isEqualTo(3);
        assertThat(score.missed()).isEqualTo(1);
    }

    @Test
    void findsEverythingWrongInASheetThatIsNotThere() throws IOException {
        SheetScore score = new SheetChecks(Truth.parse("T", TRUTH).sheets().get(0), MissingNode.getInstance()).score();

        assertThat(score.counted()).isEqualTo(13);
        assertThat(score.right()).isZero();
    }

    @Test
    void countsATableTooMany() throws IOException {
        SheetScore score = scoreAltered(
                "\"totals\": [[null, \"England\", 30, 9, 0.5]]}",
                "\"totals\": [[null, \"England\", 30, 9, 0.5]]}, {\"region\": \"A20:B22\", \"columns\": []}");

        assertThat(wrong(score)).containsExactly(Kind.TABLES);
        assertThat(score.surplus()).isEqualTo(1);
        assertThat(score.missed()).isZero();
    }

    @Test
    void findsLabelledValues() throws IOException {
        String truth = """
                {"file": "x", "sheets": [{"sheet": "*", "pairs": {"people tested": 5, "people well": 7, "tests": 1}}]}
                """;
        String found = """
                {"sheets": [{"name": "x", "rows": 3, "rowKinds": {"data": 3}, "tables": [
                  {"columns": [], "rows": [["People tested negative", 4], ["People tested", 5], ["People well", 8]]}]}]}
                """;

        SheetScore score = score(truth, found);

        assertThat(score.checks().stream()
                        .filter(check -> check.outcome() == Outcome.WRONG)
                        .map(Check::explanation))
                .containsExactlyInAnyOrder("expected 7, found 8", "expected 1, found null");
    }
}
