package org.datawarp.ask.mcp;

import java.util.List;

/**
 * What a {@link QueryMain query process} found.
 *
 * @param columns their names
 * @param rows each cell as text for an agent
 * @param truncated whether there are more rows
 * @param refusal what the database said instead; empty when it answered
 */
record Outcome(List<String> columns, List<List<String>> rows, boolean truncated, String refusal) {

    Outcome {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Outcome refused(String message) {
        return new Outcome(List.of(), List.of(), false, message);
    }
}
