package org.datawarp.ask.mcp.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements of many classes, and what the Worker's guard says of each: a test of the Worker writes them. */
public final class GuardedStatements {

    private static final Set<String> HARMLESS = Set.of("innocent", "mixed");

    private GuardedStatements() {}

    static List<JsonNode> verdicts() throws IOException {
        List<JsonNode> verdicts = new ArrayList<>();
        try (InputStream file = GuardedStatements.class.getResourceAsStream("verdicts.json")) {
            new ObjectMapper().readTree(file).forEach(verdicts::add);
        }
        return verdicts;
    }

    /** Those that mean harm. */
    public static List<String> hostile() throws IOException {
        return verdicts().stream()
                .filter(verdict -> !HARMLESS.contains(verdict.path("kind").asText()))
                .map(verdict -> verdict.path("sql").asText())
                .toList();
    }
}
