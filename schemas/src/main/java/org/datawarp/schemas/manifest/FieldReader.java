package org.datawarp.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.ColumnType;

/** One entry of {@code fields} as a {@link Field}. */
final class FieldReader {

    private static final ColumnName NAMELESS = new ColumnName("nameless");
    private static final int MOST_COLUMNS = 16_384;

    /** More levels of labels than this are not an outline. */
    private static final int NO_SECTION = 0;

    private static final int DEEPEST_SECTION = 3;

    private FieldReader() {}

    /** @param marked whether the dataset has marks: then its measures keep them unless they say otherwise */
    static List<Field> readAll(Node dataset, boolean marked) {
        List<Field> all = new ArrayList<>();
        for (Node field : dataset.nodes("fields")) {
            all.add(read(field, marked));
        }
        if (all.isEmpty()) {
            dataset.problem("fields", "needs at least one");
        }
        return all;
    }

    private static Field read(Node node, boolean marked) {
        try (node) {
            FieldRole role = node.choice("role", FieldRole.class, FieldRole.ATTRIBUTE);
            return field(node, role, headings(node), marked, node.number("section", 0, 1, DEEPEST_SECTION));
        }
    }

    /** A field that takes its values from wide headings and their cells. */
    static Field readUnheaded(Node node, FieldRole role, boolean marked) {
        try (node) {
            return field(node, role, List.of(), marked, NO_SECTION);
        }
    }

    private static Field field(Node node, FieldRole role, List<Heading> headings, boolean marked, int section) {
        return new Field(
                node.made("name", FieldReader::name, NAMELESS),
                headings,
                node.number("position", 0, 1, MOST_COLUMNS),
                node.has("type") ? node.made("type", ColumnType::parse, ColumnType.TEXT) : ColumnType.TEXT,
                role,
                node.text("unit", ""),
                node.text("description", ""),
                node.has("format") ? node.made("format", FieldReader::format, "") : "",
                node.flag("optional", false),
                node.flag("blank", false),
                node.flag("fill-down", false),
                node.flag("status", marked && role == FieldRole.MEASURE),
                node.text("constant", ""),
                section);
    }

    private static ColumnName name(String text) {
        if (text.startsWith("_")) {
            throw new IllegalArgumentException("\"%s\" begins with _, which is reserved for origins".formatted(text));
        }
        return new ColumnName(text);
    }

    private static String format(String pattern) {
        // Created only to check that it is valid.
        Objects.requireNonNull(DateTimeFormatter.ofPattern(pattern, Locale.UK));
        return pattern;
    }

    /** Each is a text, or a mapping with {@code text}, {@code since} and {@code until}. */
    private static List<Heading> headings(Node field) {
        List<Heading> all = new ArrayList<>();
        for (JsonNode item : field.items("headings")) {
            if (item.isObject()) {
                all.add(dated(field, item));
            } else {
                all.add(new Heading(item.asText(), null, null));
            }
        }
        return all;
    }

    private static Heading dated(Node field, JsonNode item) {
        try (Node node = field.at("headings", item)) {
            return new Heading(
                    node.text("text"),
                    node.madeIfThere("since", FieldReader::day),
                    node.madeIfThere("until", FieldReader::day));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"%s\" is not a day: expected the form 2025-03-31".formatted(text), e);
        }
    }
}
