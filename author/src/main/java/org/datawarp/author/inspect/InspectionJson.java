package org.datawarp.author.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.datawarp.author.inspect.InspectedFile.FoundSheet;
import org.datawarp.author.inspect.InspectedFile.Refusal;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedRowKind;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * Writes an inspection for programs: the one place that knows the members of the JSON. Writes piece by piece, because
 * it may contain all rows of a large file. Used by one thread.
 */
public final class InspectionJson {

    /** Whether tables have the members {@code rows} and {@code totals}. */
    public enum Rows {
        SHOWN,
        LEFT_OUT
    }

    private final JsonGenerator json;
    private final Rows rows;

    /** @param json its owner closes it */
    public InspectionJson(JsonGenerator json, Rows rows) {
        this.json = json;
        this.rows = rows;
    }

    /** Writes one object. */
    public void write(InspectedFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.file());
        json.writeStringField("sha256", file.sha256());
        writeText("format", file.format().isEmpty() ? null : file.format());
        json.writeArrayFieldStart("sheets");
        for (FoundSheet sheet : file.sheets()) {
            write(sheet);
        }
        json.writeEndArray();
        if (!file.unreadable().isEmpty()) {
            json.writeArrayFieldStart("unreadable");
            for (Refusal member : file.unreadable()) {
                write(member);
            }
            json.writeEndArray();
        }
        json.writeFieldName("rejected");
        if (file.rejected().isPresent()) {
            write(file.rejected().get());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private void write(Refusal refusal) throws IOException {
        json.writeStartObject();
        if (!refusal.member().isEmpty()) {
            json.writeStringField("member", refusal.member());
        }
        json.writeStringField("reason", refusal.reason());
        json.writeStringField("message", refusal.message());
        json.writeEndObject();
    }

    private void write(FoundSheet found) throws IOException {
        InspectedSheet sheet = found.sheet();
        json.writeStartObject();
        if (!found.member().isEmpty()) {
            json.writeStringField("member", found.member());
        }
        json.writeStringField("name", sheet.name());
        json.writeBooleanField("hidden", sheet.hidden());
        json.writeStringField("kind", sheet.kind().toString());
        json.writeNumberField("rows", sheet.rows());
        json.writeObjectFieldStart("rowKinds");
        for (InspectedRowKind kind : InspectedRowKind.values()) {
            json.writeNumberField(kind.toString(), sheet.rowKinds().getOrDefault(kind, 0L));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("tables");
        for (InspectedTable table : sheet.tables()) {
            write(table);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(InspectedTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", table.title());
        json.writeStringField("region", table.region());
        json.writeArrayFieldStart("headerRows");
        for (int row : table.headerRows()) {
            json.writeNumber(row);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("columns");
        for (InspectedColumn column : table.columns()) {
            write(column);
        }
        json.writeEndArray();
        json.writeNumberField("dataRows", table.dataRows());
        json.writeNumberField("totalRows", table.totalRows());
        writeTexts("sectionColumns", table.sectionColumns());
        writePeriod(table);
        writeText("periodSource", table.periodSource().isEmpty() ? null : table.periodSource());
        writeTexts("notes", table.notes());
        json.writeNumberField("confidence", table.confidence());
        if (rows == Rows.SHOWN) {
            writeRows("rows", table.rows());
            writeRows("totals", table.totals());
        }
        json.writeEndObject();
    }

    private void write(InspectedColumn column) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        writeTexts("path", column.path());
        json.writeStringField("type", column.type().toString());
        json.writeStringField("role", Words.of(column.role()));
        writeText("unit", column.unit());
        writeTexts("marks", column.marks());
        json.writeEndObject();
    }

    /** Writes nothing when neither a period nor a vintage is known. */
    private void writePeriod(InspectedTable table) throws IOException {
        Period period = table.period();
        String vintage = vintage(table);
        json.writeFieldName("period");
        if (period == null && vintage == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        writeText("start", period == null ? null : period.start().toString());
        writeText("end", period == null ? null : period.end().toString());
        writeText("kind", period == null ? null : Words.of(period.kind()));
        writeText("vintage", vintage);
        json.writeEndObject();
    }

    static @Nullable String vintage(InspectedTable table) {
        String vintage = table.vintage();
        return vintage == null || vintage.isEmpty() ? null : vintage;
    }

    private void writeRows(String member, List<List<@Nullable Object>> all) throws IOException {
        json.writeArrayFieldStart(member);
        for (List<@Nullable Object> row : all) {
            json.writeStartArray();
            for (Object value : row) {
                writeValue(value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** Numbers and booleans as they are, dates and times in ISO 8601. */
    private void writeValue(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    private void writeText(String member, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(member);
        } else {
            json.writeStringField(member, text);
        }
    }

    private void writeTexts(String member, List<String> texts) throws IOException {
        json.writeArrayFieldStart(member);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
