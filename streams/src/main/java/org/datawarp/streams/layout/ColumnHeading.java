package org.datawarp.streams.layout;

import java.util.List;

/**
 * The heading of one column, composed from the rows of its band.
 *
 * @param column from 0
 * @param levels the labels above the column, top first, white space collapsed; at least one
 */
public record ColumnHeading(int column, List<String> levels) {

    public ColumnHeading {
        levels = List.copyOf(levels);
    }

    /** All levels, joined by {@code " / "}. */
    public String path() {
        return String.join(HeadingText.SEPARATOR, levels);
    }

    /** The lowest level. */
    public String leaf() {
        return levels.get(levels.size() - 1);
    }
}
