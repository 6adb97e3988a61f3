package org.datawarp.author.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table's heading, as indexes in the window.
 *
 * @param levels from the top; empty for a table without a heading
 * @param units the row of units under them; null when there is none
 * @param machine the row of machine-readable names, the last of the levels; null when there is none
 */
record HeadingLevels(
        List<Integer> levels,
        @Nullable Integer units,
        @Nullable Integer machine) {

    static final HeadingLevels NONE = new HeadingLevels(List.of(), null, null);

    HeadingLevels {
        levels = List.copyOf(levels);
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    /** The row that names single columns; -1 when there is none. */
    int lowest() {
        return levels.isEmpty() ? -1 : levels.get(levels.size() - 1);
    }

    /** The first row of all; -1 when there is none. */
    int top() {
        return levels.isEmpty() ? -1 : levels.get(0);
    }
}
