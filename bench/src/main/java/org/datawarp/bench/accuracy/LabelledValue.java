package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A value and its label: the text cell before it, or the name of its column.
 *
 * @param words of the label
 */
record LabelledValue(Set<String> words, JsonNode value) {

    /** All labelled values of an inspected table. */
    static List<LabelledValue> in(JsonNode table) {
        List<LabelledValue> all = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            addRow(row, all);
        }
        for (int i = 0; i < table.path("columns").size(); i++) {
            String name = table.path("columns").path(i).path("name").asText();
            all.add(new LabelledValue(
                    Meaning.of(name), table.path("rows").path(0).path(i)));
        }
        return all;
    }

    private static void addRow(JsonNode row, List<LabelledValue> all) {
        JsonNode label = null;
        for (JsonNode cell : row) {
            if (label != null && !cell.isNull()) {
                all.add(new LabelledValue(Meaning.of(label.asText()), cell));
            }
            label = cell.isTextual() ? cell : cell.isNull() ? label : null;
        }
    }

    boolean fits(String label) {
        return words.containsAll(Meaning.of(label));
    }

    /** Of two labels that fit, the one with fewer other words is better. */
    boolean saysLessThan(LabelledValue other) {
        return words.size() < other.words.size();
    }
}
