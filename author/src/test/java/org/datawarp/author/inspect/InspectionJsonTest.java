package org.datawarp.author.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The JSON that programs rely on. */
class InspectionJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode json(InspectedFile file, InspectionJson.Rows rows) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = MAPPER.createGenerator(text)) {
            new InspectionJson(generator, rows).write(file);
        }
        return MAPPER.readTree(text.toString());
    }

    @Test
    void namesEverythingThatWasUnderstood() throws IOException {
        assertThat(json(Inspections.beds(), InspectionJson.Rows.SHOWN)).isEqualTo(MAPPER.readTree("""
                {"file": "in/beds.zip",
                 "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                 "format": "zip",
                 "sheets": [{
                   "member": "inner/beds.xlsx", "name": "Beds ", "hidden": true, "kind": "data", "rows": 9,
                   "rowKinds": {"data": 2, "heading": 0, "unit": 0, "note": 7, "blank": 0, "total": 0, "section": 0},
                   "tables": [{
                     "title": "Beds that\\n are \\u001b[31mopen\\u202e", "region": "A3:D5", "headerRows": [3, 4],
                     "columns": [
                       {"name": "org_code", "path": ["Code"], "type": "text", "role": "key", "unit": null, "marks": []},
                       {"name": "open_from", "path": ["Open", "From"], "type": "date", "role": "dimension",
                        "unit": null, "marks": []},
                       {"name": "open_beds", "path": ["Open", "Beds"], "type": "integer", "role": "measure",
                        "unit": "beds", "marks": ["*"]},
                       {"name": "share", "path": ["Share"], "type": "number", "role": "measure", "unit": "%",
                        "marks": []}],
                     "dataRows": 2, "totalRows": 1, "sectionColumns": [],
                     "period": {"start": "2031-05-01", "end": "2031-05-31", "kind": "month", "vintage": "revised"},
                     "periodSource": "title", "notes": ["* fewer than five"], "confidence": 0.875,
                     "rows": [["007", "2031-05-01", 12, 0.5], ["R0A", null, null, 1.0E-7]],
                     "totals": [["England", "2031-05-01", 20, 0.25]]}]}],
                 "unreadable": [
                   {"member": "inner/locked.xlsx", "reason": "encrypted", "message": "Cannot read locked.xlsx"}],
                 "rejected": null}
                """));
    }

    @Test
    void leavesOutRowsThatWereNotAskedFor() throws IOException {
        JsonNode table = json(Inspections.beds(), InspectionJson.Rows.LEFT_OUT).at("/sheets/0/tables/0");

        assertThat(table.has("dataRows")).isTrue();
        assertThat(table.has("rows")).isFalse();
        assertThat(table.has("totals")).isFalse();
    }

    @Test
    void saysWhyAFileWasRejected() throws IOException {
        JsonNode file = json(Inspections.rejected(), InspectionJson.Rows.LEFT_OUT);

        assertThat(file.get("sheets")).isEmpty();
        assertThat(file.get("rejected")).isEqualTo(MAPPER.readTree("""
                {"reason": "html-page", "message": "Cannot read beds.xls: found an HTML page"}
                """));
    }
}
