package org.datawarp.ask.query;

import java.util.List;

/**
 * A dataset as the catalogue names it.
 *
 * @param parts keys of its objects
 * @param columns all of them, in order
 * @param keys those that tell rows of a period apart, beside the occurrence number
 */
public record PublishedTable(String name, List<String> parts, List<String> columns, List<String> keys) {

    public PublishedTable {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
