package org.datawarp.author.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/** Any model behind OpenAI's chat completions, which most model servers offer. */
final class ChatModel implements LanguageModel {

    private final ModelHttp http;
    private final URI address;
    private final String name;
    private final String key;

    /**
     * @param base such as {@code http://localhost:11434/v1}
     * @param key empty when the server asks for none
     */
    ChatModel(ModelHttp http, URI base, String name, String key) {
        this.http = http;
        this.address = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
        this.name = name;
        this.key = key;
    }

    @Override
    public String answer(String instructions, String material) throws ModelException {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("model", name).put("temperature", 0);
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", instructions);
        messages.addObject().put("role", "user").put("content", material);
        body.putObject("response_format").put("type", "json_object");
        Map<String, String> headers = key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
        JsonNode text = http.post(address, headers, body)
                .path("choices")
                .path(0)
                .path("message")
                .path("content");
        if (!text.isTextual()) {
            throw new ModelException("it gave no text");
        }
        return text.asText();
    }

    @Override
    public String name() {
        return name;
    }
}
