package org.datawarp.author.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Google's Gemini, by {@code generateContent}. */
final class GeminiModel implements LanguageModel {

    private final ModelHttp http;
    private final URI address;
    private final String name;
    private final String key;

    /** @param base such as {@code https://generativelanguage.googleapis.com} */
    GeminiModel(ModelHttp http, URI base, String name, String key) {
        this.http = http;
        this.address = URI.create("%s/v1beta/models/%s:generateContent"
                .formatted(base.toString().replaceAll("/+$", ""), URLEncoder.encode(name, StandardCharsets.UTF_8)));
        this.name = name;
        this.key = key;
    }

    @Override
    public String answer(String instructions, String material) throws ModelException {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putObject("systemInstruction").putArray("parts").addObject().put("text", instructions);
        body.putArray("contents")
                .addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("text", material);
        body.putObject("generationConfig")
                .put("temperature", 0)
                .put("responseMimeType", "application/json")
                .set("responseSchema", Answer.schemaForGemini());
        // The key is sent as a header, because proxies log addresses.
        JsonNode reply = http.post(address, Map.of("x-goog-api-key", key), body);
        JsonNode text = reply.path("candidates")
                .path(0)
                .path("content")
                .path("parts")
                .path(0)
                .path("text");
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
