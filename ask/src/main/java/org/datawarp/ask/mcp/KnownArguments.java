package org.datawarp.ask.mcp;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports the arguments that a tool does not take, worded as the Worker does: ignoring a misspelt argument would answer
 * another question. The schema checks everything else.
 *
 * @param schemas checks the known arguments
 */
record KnownArguments(JsonSchemaValidator schemas) implements JsonSchemaValidator {

    private static final int MOST_SHOWN = 5;
    private static final int MOST_CHARACTERS = 60;

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object given) {
        if (!(schema.get("properties") instanceof Map<?, ?> taken) || !(given instanceof Map<?, ?> arguments)) {
            return schemas.validate(schema, given);
        }
        List<String> unknown = arguments.keySet().stream()
                .filter(name -> !taken.containsKey(name))
                .map(name -> '"' + AgentText.cell(name, MOST_CHARACTERS) + '"')
                .toList();
        return unknown.isEmpty()
                ? schemas.validate(schema, given)
                : ValidationResponse.asInvalid("Unknown %s %s%s: it takes %s"
                        .formatted(
                                unknown.size() == 1 ? "argument" : "arguments",
                                unknown.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")),
                                unknown.size() > MOST_SHOWN ? ", ..." : "",
                                taken.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    @Override
    public ValidationResponse validateSchema(Map<String, Object> schema) {
        return schemas.validateSchema(schema);
    }
}
