package org.datawarp.author.proposal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.author.yaml.UneditableException;
import org.datawarp.author.yaml.YamlScalar;
import org.datawarp.author.yaml.YamlText;
import org.datawarp.schemas.manifest.Source;
import org.datawarp.schemas.name.Glob;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One change of a dataset's manifest, made in its text: everything else, including comments, stays. */
@FunctionalInterface
public interface DatasetEdit {

    /**
     * @param yaml the text of {@code <dataset>.yaml}
     * @throws UneditableException when the text is written in a way into which the change cannot be put
     */
    String apply(String yaml);

    /** Adds a heading to a field, before the others: the oldest is the last. */
    static DatasetEdit addHeading(String field, String heading) {
        return yaml -> {
            YamlText text = new YamlText(yaml);
            MappingNode mapping = text.field(field);
            Node headings = YamlText.value(mapping, "headings").orElse(null);
            String added = YamlScalar.of(heading);
            if (headings == null) {
                return addKey(text, mapping, "headings", added);
            }
            if (headings instanceof ScalarNode scalar) {
                return text.replace(headings, "[%s, %s]".formatted(added, YamlScalar.of(scalar.getValue())));
            }
            if (headings instanceof SequenceNode sequence && !YamlText.isFlow(headings)) {
                Node first = sequence.getValue().get(0);
                return text.insertLinesAbove(first, text.indentation(first) + "- " + added);
            }
            if (headings instanceof SequenceNode) {
                return text.insertAtBeginning(headings, added + ", ");
            }
            if (YamlText.isFlow(headings)) {
                return text.replace(headings, "[%s, %s]".formatted(added, text.source(headings)));
            }
            throw new UneditableException("the headings of %s are one block mapping".formatted(field));
        };
    }

    /** Sets until when a field's headings are published. */
    static DatasetEdit endHeadings(String field, LocalDate until) {
        return yaml -> {
            String edited = yaml;
            int count = YamlText.items(headings(new YamlText(yaml), field)).size();
            for (int i = 0; i < count; i++) {
                YamlText text = new YamlText(edited);
                Node heading = YamlText.items(headings(text, field)).get(i);
                if (heading instanceof ScalarNode scalar) {
                    edited = text.replace(
                            heading, "{text: %s, until: %s}".formatted(YamlScalar.of(scalar.getValue()), until));
                } else if (heading instanceof MappingNode mapping
                        && YamlText.value(mapping, "until").isEmpty()) {
                    edited = addKey(text, mapping, "until", until.toString());
                }
            }
            return edited;
        };
    }

    private static Node headings(YamlText text, String field) {
        return YamlText.value(text.field(field), "headings")
                .orElseThrow(() -> new UneditableException("%s has no headings".formatted(field)));
    }

    /** Gives a field a type, whether it had one or not. */
    static DatasetEdit setType(String field, String type) {
        return yaml -> {
            YamlText text = new YamlText(yaml);
            MappingNode mapping = text.field(field);
            return YamlText.value(mapping, "type")
                    .map(node -> text.replace(node, YamlScalar.of(type)))
                    .orElseGet(() -> addKey(text, mapping, "type", YamlScalar.of(type)));
        };
    }

    /**
     * Adds a field after the last.
     *
     * @param keys in order, with their values as YAML writes them
     */
    static DatasetEdit addField(Map<String, String> keys) {
        return yaml -> {
            YamlText text = new YamlText(yaml);
            List<Node> fields =
                    YamlText.items(YamlText.value(text.root(), "fields").orElse(null));
            if (fields.isEmpty()) {
                throw new UneditableException("there are no fields");
            }
            Node last = fields.get(fields.size() - 1);
            return text.insertLinesBelow(last, item(text.indentation(last), keys, YamlText.isFlow(last)));
        };
    }

    /** Adds a place where a dataset may be. Globs that match everything are left out. */
    static DatasetEdit addSource(Source source) {
        return yaml -> {
            Map<String, String> keys = new LinkedHashMap<>();
            put(keys, "file", source.file());
            put(keys, "member", source.member());
            put(keys, "sheet", source.sheet());
            YamlText text = new YamlText(yaml);
            Node sources = YamlText.value(text.root(), "sources")
                    .orElseThrow(() -> new UneditableException("the dataset has no sources: it may be anywhere"));
            String flow = item("", keys, true).substring("- ".length());
            if (YamlText.isFlow(sources)) {
                return sources instanceof SequenceNode
                        ? text.insertAtEnd(sources, ", " + flow)
                        : text.replace(sources, "[%s, %s]".formatted(text.source(sources), flow));
            }
            if (sources instanceof SequenceNode sequence) {
                Node last = sequence.getValue().get(sequence.getValue().size() - 1);
                return text.insertLinesBelow(last, item(text.indentation(last), keys, YamlText.isFlow(last)));
            }
            String indent = text.indentation(sources);
            String listed = indent + "- " + text.source(sources).replace("\n", "\n  ");
            return text.replace(sources, listed.substring(indent.length()) + "\n" + item(indent, keys, false));
        };
    }

    private static void put(Map<String, String> keys, String key, String glob) {
        if (!glob.equals(Glob.ANY)) {
            keys.put(key, YamlScalar.of(glob));
        }
    }

    /** Allows a mark in place of a figure. */
    static DatasetEdit addMark(String mark, String meaning) {
        return yaml -> {
            YamlText text = new YamlText(yaml);
            String entry = "%s: %s".formatted(YamlScalar.of(mark), YamlScalar.of(meaning));
            Node marks = YamlText.value(text.root(), "marks").orElse(null);
            if (!(marks instanceof MappingNode mapping)) {
                return text.append("marks:\n  " + entry);
            }
            if (YamlText.isFlow(marks)) {
                return text.insertAtEnd(marks, (mapping.getValue().isEmpty() ? "" : ", ") + entry);
            }
            String indent = text.indentation(mapping.getValue().get(0).getKeyNode());
            return text.insertLinesBelow(marks, indent + entry);
        };
    }

    /** Lets the place or the depth of the heading band be searched for. */
    static DatasetEdit findOut(String key) {
        return yaml -> {
            YamlText text = new YamlText(yaml);
            return text.removeKey(text.root(), key);
        };
    }

    private static String addKey(YamlText text, MappingNode mapping, String key, String value) {
        Node first = mapping.getValue().get(0).getValueNode();
        if (YamlText.isFlow(mapping)) {
            return text.insertAtEnd(mapping, ", %s: %s".formatted(key, value));
        }
        String indent = " ".repeat(mapping.getStartMark().getColumn());
        return text.insertLinesBelow(first, "%s%s: %s".formatted(indent, key, value));
    }

    private static String item(String indent, Map<String, String> keys, boolean flow) {
        if (flow) {
            return keys.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", indent + "- {", "}"));
        }
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n" + indent + "  ", indent + "- ", ""));
    }
}
