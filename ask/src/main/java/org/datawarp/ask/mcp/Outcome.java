package org.datawarp.ask.mcp;

import java.util.List;

/**
 * The result of a {@link QueryMain query process}.
 *
 * @param columns their names
 * @param rows each cell as text for an agent
 * @param truncated whether there are more rows
 * @param refusal the database's error message; empty if it answered
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
