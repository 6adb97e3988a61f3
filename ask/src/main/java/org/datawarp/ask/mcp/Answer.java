package org.datawarp.ask.mcp;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a question.
 *
 * @param columns their names
 * @param rows each cell as text for an agent
 * @param truncated whether there are more rows
 * @param question what was asked of which version
 */
record Answer(List<String> columns, List<List<String>> rows, boolean truncated, Question question) {

    /** The share of an answer that its rows may take; the rest is for the text around them. */
    private static final int TABLE_TOKENS = 1500;

    Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @throws ToolException if the database refused the question */
    static Answer of(Outcome outcome, Question question) throws ToolException {
        if (!outcome.refusal().isEmpty()) {
            throw new ToolException(outcome.refusal());
        }
        return new Answer(outcome.columns(), outcome.rows(), outcome.truncated(), question);
    }

    /** Tab-separated lines with a heading, as many as fit. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", columns.stream().map(AgentText::cell).toList()));
        int tokens = AgentText.tokens(lines.get(0));
        for (List<String> row : rows) {
            String line = String.join("\t", row);
            tokens += AgentText.tokens(line) + 1;
            if (tokens > TABLE_TOKENS) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }
}
