package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.bench.accuracy.Check.Kind;
import org.datawarp.bench.accuracy.Truth.TrueValue;

/** Checks single cells of a found table. */
final class CellChecks {

    /** Doubles differ in their last digit depending on how they were read. */
    private static final double RELATIVE = 1e-12;

    private final JsonNode table;
    private final ColumnMatch columns;

    CellChecks(JsonNode table, ColumnMatch columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Checks one cell. */
    Check check(String about, TrueValue value) {
        for (String name : value.where().keySet()) {
            if (!name.equals("*") && columns.place(name) < 0) {
                return Check.wrong(Kind.VALUE, about, "the key column \"%s\" was not found".formatted(name));
            }
        }
        int place = columns.place(value.column());
        if (place < 0) {
            return Check.wrong(Kind.VALUE, about, "the column \"%s\" was not found".formatted(value.column()));
        }
        List<JsonNode> rows = rows(value.where());
        if (rows.isEmpty() && value.total() && table.path("totalRows").asLong() > 0) {
            return Check.notChecked(Kind.VALUE, about, "it is in a total, which is left out of the rows");
        }
        if (rows.size() != 1) {
            return Check.wrong(Kind.VALUE, about, "expected one such row, found " + rows.size());
        }
        JsonNode found = rows.get(0).path(place);
        if (!isSame(value.is(), found)) {
            return Check.wrong(Kind.VALUE, about, "expected %s, found %s".formatted(value.is(), found));
        }
        return value.mark() == null ? Check.right(Kind.VALUE, about) : mark(about, value.mark(), place);
    }

    private Check mark(String about, String mark, int place) {
        JsonNode marks = table.path("columns").path(place).path("marks");
        for (JsonNode found : marks) {
            if (found.asText().equals(mark)) {
                return Check.right(Kind.VALUE, about);
            }
        }
        return Check.wrong(
                Kind.VALUE, about, "expected \"%s\" among the marks of its column, found %s".formatted(mark, marks));
    }

    /** Totals may be kept among the rows, or apart. */
    private List<JsonNode> rows(Map<String, String> where) {
        List<JsonNode> found = new ArrayList<>();
        for (String kind : List.of("rows", "totals")) {
            for (JsonNode row : table.path(kind)) {
                if (where.entrySet().stream().allMatch(key -> holds(row, key.getKey(), key.getValue()))) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private boolean holds(JsonNode row, String name, String text) {
        if (!name.equals("*")) {
            return plain(row.path(columns.place(name)).asText()).equals(plain(text));
        }
        for (JsonNode cell : row) {
            if (cell.isTextual() && Meaning.of(cell.asText()).containsAll(Meaning.of(text))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** A number never equals a text. */
    static boolean isSame(JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            BigDecimal difference = expected.decimalValue().subtract(found.decimalValue());
            return Math.abs(difference.doubleValue()) <= RELATIVE * Math.abs(expected.doubleValue());
        }
        if (expected.isTextual() && found.isTextual()) {
            return expected.asText().strip().equals(found.asText().strip());
        }
        return expected.isNull() && found.isNull();
    }
}
