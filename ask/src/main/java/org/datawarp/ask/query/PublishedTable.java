package org.datawarp.ask.query;

import java.util.List;

/**
 * A dataset in the catalogue.
 *
 * @param parts keys of its objects
 * @param columns all of them, in order
 * @param keys those that identify a row within a period, together with the occurrence number
 */
public record PublishedTable(String name, List<String> parts, List<String> columns, List<String> keys) {

    public PublishedTable {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
