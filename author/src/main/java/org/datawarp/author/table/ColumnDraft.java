package org.datawarp.author.table;

import java.util.List;

/**
 * A column of a table, before its values are judged.
 *
 * @param column in the sheet, from 0
 * @param label whether it is before the measures
 */
record ColumnDraft(int column, String name, List<String> path, boolean label) {

    ColumnDraft {
        path = List.copyOf(path);
    }

    /** The lowest heading; empty when it has none. */
    String leaf() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    String heading() {
        return String.join(" ", path);
    }
}
