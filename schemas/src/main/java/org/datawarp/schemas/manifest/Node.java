package org.datawarp.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in a manifest. Each key is taken once. Anything missing, malformed or left over at {@link #close} becomes a
 * problem with its path. Reading continues with a stand-in, so that all problems are found at once.
 */
final class Node implements AutoCloseable {

    private final JsonNode json;
    private final String path;
    private final Problems problems;
    private final Set<String> taken = new HashSet<>();

    Node(JsonNode json, String path, Problems problems) {
        this.json = json;
        this.path = path;
        this.problems = problems;
        if (!json.isObject()) {
            problems.add(path, "expected keys and values, found " + shown(json));
        }
    }

    String path(String key) {
        return path.endsWith(": ") ? path + key : path + "." + key;
    }

    void problem(String key, String text) {
        problems.add(path(key), text);
    }

    /** A key that was asked for counts as known. */
    boolean has(String key) {
        taken.add(key);
        return json.hasNonNull(key);
    }

    private @Nullable JsonNode take(String key) {
        taken.add(key);
        JsonNode value = json.get(key);
        return value == null || value.isNull() ? null : value;
    }

    /** A required text. */
    String text(String key) {
        JsonNode value = take(key);
        if (value == null) {
            problem(key, "is missing");
            return "";
        }
        return scalar(key, value);
    }

    String text(String key, String otherwise) {
        JsonNode value = take(key);
        return value == null ? otherwise : scalar(key, value);
    }

    private String scalar(String key, JsonNode value) {
        if (!value.isValueNode()) {
            problem(key, "expected one value, found " + shown(value));
            return "";
        }
        return value.asText().strip();
    }

    /**
     * @param make from the text; an {@link IllegalArgumentException} becomes a problem, and the stand-in is returned
     */
    <T> T made(String key, Function<String, T> make, T standIn) {
        String text = text(key);
        return text.isEmpty() ? standIn : make(key, text, make).orElse(standIn);
    }

    /** Converts one of a key's texts; empty when there is a problem. */
    <T> Optional<T> make(String key, String text, Function<String, T> make) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Like {@link #made}, for an optional key. */
    <T> @Nullable T madeIfThere(String key, Function<String, T> make) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        return make(key, scalar(key, value), make).orElse(null);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        JsonNode value = take(key);
        if (value == null) {
            return otherwise;
        }
        return chosen(key, scalar(key, value), type, otherwise);
    }

    private <E extends Enum<E>> E chosen(String key, String text, Class<E> type, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return constant;
            }
        }
        problem(
                key,
                "\"%s\" is none of %s"
                        .formatted(
                                text,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Node::written)
                                        .toList()));
        return otherwise;
    }

    /** A list of an enum's constants. */
    <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        List<E> all = new ArrayList<>();
        for (JsonNode item : items(key)) {
            all.add(chosen(key, scalar(key, item), type, type.getEnumConstants()[0]));
        }
        return all;
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            problem(key, "expected true or false, found " + shown(value));
        }
        return value.asBoolean(otherwise);
    }

    /** @param most inclusive */
    int number(String key, int otherwise, int least, int most) {
        JsonNode value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            problem(key, "expected a whole number from %d to %d, found %s".formatted(least, most, shown(value)));
            return otherwise;
        }
        return value.asInt();
    }

    double share(String key, double otherwise) {
        JsonNode value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
            problem(key, "expected a share from 0 to 1, found " + shown(value));
            return otherwise;
        }
        return value.asDouble();
    }

    /** One text, or a list of texts; empty when missing. */
    List<String> texts(String key) {
        List<String> all = new ArrayList<>();
        for (JsonNode item : items(key)) {
            all.add(scalar(key, item));
        }
        return all;
    }

    List<Integer> numbers(String key, int least, int most) {
        List<Integer> all = new ArrayList<>();
        for (JsonNode item : items(key)) {
            if (item.isInt() && item.asInt() >= least && item.asInt() <= most) {
                all.add(item.asInt());
            } else {
                problem(key, "expected whole numbers from %d to %d, found %s".formatted(least, most, shown(item)));
            }
        }
        return all;
    }

    /** One value, or a list of values; empty when missing. */
    List<JsonNode> items(String key) {
        JsonNode value = take(key);
        if (value == null) {
            return List.of();
        }
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else {
            all.add(value);
        }
        return all;
    }

    /** The mappings of a list, each with its path. */
    List<Node> nodes(String key) {
        List<Node> all = new ArrayList<>();
        int index = 0;
        for (JsonNode item : items(key)) {
            all.add(new Node(item, path(key) + "[" + index++ + "]", problems));
        }
        return all;
    }

    /** A mapping found under a key, with this node's path. */
    Node at(String key, JsonNode value) {
        return new Node(value, path(key), problems);
    }

    @Nullable
    Node node(String key) {
        JsonNode value = take(key);
        return value == null ? null : new Node(value, path(key), problems);
    }

    /** A mapping of texts; empty when missing. */
    Map<String, String> textMap(String key) {
        Map<String, String> all = new LinkedHashMap<>();
        JsonNode value = take(key);
        if (value != null && !value.isObject()) {
            problem(key, "expected keys and values, found " + shown(value));
        } else if (value != null) {
            value.properties().forEach(entry -> all.put(entry.getKey(), scalar(key, entry.getValue())));
        }
        return all;
    }

    /** A mapping of texts, or of lists of texts; empty when missing. */
    Map<String, List<String>> textsMap(String key) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Node mapping = node(key);
        if (mapping != null) {
            mapping.json.fieldNames().forEachRemaining(name -> all.put(name, mapping.texts(name)));
        }
        return all;
    }

    Set<String> keys() {
        Set<String> all = new HashSet<>();
        json.fieldNames().forEachRemaining(all::add);
        return all;
    }

    /** Reports every key that was never asked for: a misspelt key is a problem, not a default. */
    @Override
    public void close() {
        keys().stream()
                .filter(key -> !taken.contains(key))
                .sorted()
                .forEach(key -> problem(
                        key,
                        "is not a key here; known are "
                                + taken.stream().sorted().toList()));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
