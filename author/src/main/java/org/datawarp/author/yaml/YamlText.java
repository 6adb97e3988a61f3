package org.datawarp.author.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text and the places of its parts, so that a part can be changed in place. Every other character, including
 * comments, stays as a person wrote it.
 */
public final class YamlText {

    private final String text;
    private final MappingNode root;

    /** @throws UneditableException when the text is no YAML mapping */
    public YamlText(String text) {
        this.text = text;
        Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        if (!(node instanceof MappingNode mapping)) {
            throw new UneditableException("the file is no YAML mapping");
        }
        this.root = mapping;
    }

    public MappingNode root() {
        return root;
    }

    /** The value of a key; empty when it is not there. */
    public static Optional<Node> value(MappingNode mapping, String key) {
        return tuple(mapping, key).map(NodeTuple::getValueNode);
    }

    private static Optional<NodeTuple> tuple(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    /** The items of a list, or the single value in place of a list. */
    public static List<Node> items(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    public static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /** The field of a dataset that has this name. */
    public MappingNode field(String name) {
        List<Node> candidates = new ArrayList<>(items(value(root, "fields").orElse(null)));
        if (value(root, "unpivot").orElse(null) instanceof MappingNode unpivot) {
            value(unpivot, "dimension").ifPresent(candidates::add);
            value(unpivot, "value").ifPresent(candidates::add);
        }
        for (Node candidate : candidates) {
            if (candidate instanceof MappingNode field
                    && value(field, "name").orElse(null) instanceof ScalarNode scalar
                    && scalar.getValue().equals(name)) {
                return field;
            }
        }
        throw new UneditableException("no field " + name);
    }

    /** The node as it is written. */
    public String source(Node node) {
        return text.substring(start(node), end(node));
    }

    public String replace(Node node, String replacement) {
        return splice(start(node), end(node), replacement);
    }

    /** @param insertion written straight after the bracket or brace that opens a flow collection */
    public String insertAtBeginning(Node flow, String insertion) {
        return splice(start(flow) + 1, start(flow) + 1, insertion);
    }

    /** @param insertion written straight before the bracket or brace that closes a flow collection */
    public String insertAtEnd(Node flow, String insertion) {
        int at = end(flow) - 1;
        while (at > start(flow) + 1 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return splice(at, at, insertion);
    }

    /** Writes whole lines above the line in which a node begins. */
    public String insertLinesAbove(Node node, String lines) {
        int at = lineStart(start(node));
        return splice(at, at, lines + "\n");
    }

    /** Writes whole lines below the last line of a node. */
    public String insertLinesBelow(Node node, String lines) {
        int at = lineEnd(end(node));
        return splice(at, at, "\n" + lines);
    }

    /** Removes a key of a block mapping, with its whole lines. */
    public String removeKey(MappingNode mapping, String key) {
        NodeTuple tuple = tuple(mapping, key).orElseThrow(() -> new UneditableException("no key " + key));
        int from = lineStart(start(tuple.getKeyNode()));
        int to = lineEnd(end(tuple.getValueNode()));
        return splice(from, Math.min(text.length(), to + 1), "");
    }

    /** How far the node's line is indented, as it is written. */
    public String indentation(Node node) {
        int from = lineStart(start(node));
        int to = from;
        while (to < text.length() && text.charAt(to) == ' ') {
            to++;
        }
        return text.substring(from, to);
    }

    /** Writes whole lines at the end. */
    public String append(String lines) {
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + lines + "\n";
    }

    private String splice(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(to);
    }

    private int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    /** Where the text of a node ends: the end mark of a block is where the next token begins, after comments. */
    private int end(Node node) {
        if (node instanceof MappingNode mapping
                && !isFlow(node)
                && !mapping.getValue().isEmpty()) {
            return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode sequence
                && !isFlow(node)
                && !sequence.getValue().isEmpty()) {
            return end(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
        while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
