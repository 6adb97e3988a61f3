package org.datawarp.author.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table found in a strip, its rows as indexes in the window.
 *
 * @param first row that may be about this table: after the one before it
 * @param body first row with figures
 * @param kinds of the rows from {@code first} to {@code last}, both included
 */
record TableDraft(Strip strip, HeadingLevels heading, int first, int body, List<InspectedRowKind> kinds) {

    TableDraft {
        kinds = List.copyOf(kinds);
    }

    int last() {
        return first + kinds.size() - 1;
    }

    InspectedRowKind kind(int row) {
        return kinds.get(row - first);
    }

    /** The first row of its heading, or of its body when it has none. */
    int top() {
        return heading.isEmpty() ? body : heading.top();
    }

    long count(InspectedRowKind kind) {
        return kinds.stream().filter(kind::equals).count();
    }

    /** Rows with data, totals included. */
    List<Integer> dataRows() {
        return IntStream.rangeClosed(first, last())
                .filter(row -> kind(row) == InspectedRowKind.DATA)
                .boxed()
                .toList();
    }
}
