package org.datawarp.app;

import static org.datawarp.app.DriftingPublication.rows;
import static org.datawarp.app.DriftingPublication.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What publishers do to a table from one release to the next; a row is a list of cells. */
final class Drifts {

    private Drifts() {}

    static List<List<Object>> lower(List<List<Object>> table) {
        List<List<Object>> all = new ArrayList<>(table);
        all.add(1, List.of("Published by NHS England"));
        all.add(2, List.of());
        return all;
    }

    static List<Object> with(List<Object> row, Object last) {
        List<Object> longer = new ArrayList<>(row);
        longer.add(last);
        return longer;
    }

    static List<List<Object>> withLast(List<List<Object>> rows, Object last) {
        return rows.stream().map(row -> with(row, last)).toList();
    }

    static List<List<Object>> withoutLast(List<List<Object>> rows) {
        return rows.stream().map(row -> row.subList(0, row.size() - 1)).toList();
    }

    static List<List<Object>> marked(List<List<Object>> rows) {
        List<List<Object>> all = new ArrayList<>(rows);
        all.set(1, List.of("RBB", "[z]", "[z]"));
        all.set(5, List.of("RFF", 154, "[z]"));
        return all;
    }

    static List<List<Object>> noted(List<List<Object>> table) {
        return Stream.concat(
                        table.stream(), Stream.of(List.<Object>of("Note: [z] means the provider has no such beds.")))
                .toList();
    }

    static List<List<Object>> halves(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> List.<Object>of(row.get(0), row.get(1) + ".5", row.get(2)))
                .toList();
    }
}
