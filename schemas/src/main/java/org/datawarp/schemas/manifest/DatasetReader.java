package org.datawarp.schemas.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.table.Revisions;
import org.jspecify.annotations.Nullable;

/** {@code <dataset>.yaml} as a {@link Dataset}. */
final class DatasetReader {

    private static final DatasetName NAMELESS = new DatasetName("nameless");

    /** When more rows than this share are rejected, the file's layout has probably changed. */
    private static final double MAX_REJECTED = 0.1;

    private static final int MOST_HEADING_ROWS = 4;
    private static final int MOST_ROWS = 1_048_576;

    private DatasetReader() {}

    static Dataset read(Node node) {
        try (node) {
            Map<String, String> marks = node.textMap("marks");
            Dataset dataset = new Dataset(
                    node.made("dataset", DatasetName::new, NAMELESS),
                    node.text("title"),
                    node.text("description"),
                    sources(node),
                    headingRows(node),
                    node.number("heading-at", 0, 1, MOST_ROWS),
                    node.has("period-kind") ? node.choice("period-kind", PeriodKind.class, PeriodKind.RANGE) : null,
                    FieldReader.readAll(node, !marks.isEmpty()),
                    unpivot(node, !marks.isEmpty()),
                    marks,
                    totals(node),
                    node.choice("load", LoadMode.class, LoadMode.REPLACE_COVERED),
                    node.choice("drift", DriftMode.class, DriftMode.DISCARD),
                    node.share("max-rejected", MAX_REJECTED),
                    node.flag("optional", false),
                    node.flag("published", true),
                    node.flag("single-file", true));
            check(dataset, node);
            return dataset;
        }
    }

    private static int headingRows(Node node) {
        return "auto".equals(node.text("heading-rows", "auto"))
                ? Dataset.FIND_OUT
                : node.number("heading-rows", Dataset.FIND_OUT, 0, MOST_HEADING_ROWS);
    }

    private static List<Source> sources(Node dataset) {
        List<Source> all = new ArrayList<>();
        for (Node source : dataset.nodes("sources")) {
            try (source) {
                all.add(new Source(
                        source.text("file", "*"),
                        source.text("member", "*"),
                        source.text("sheet", "*"),
                        source.text("title", "*")));
            }
        }
        return all.isEmpty() ? List.of(new Source("*", "*", "*", "*")) : all;
    }

    private static @Nullable Unpivot unpivot(Node dataset, boolean marked) {
        Node node = dataset.node("unpivot");
        if (node == null) {
            return null;
        }
        try (node) {
            Pattern headings = node.made("headings", DatasetReader::pattern, Pattern.compile(""));
            Node dimension = node.node("dimension");
            Node value = node.node("value");
            if (value == null) {
                node.problem("value", "is missing");
                return null;
            }
            return new Unpivot(
                    headings,
                    dimension == null ? null : FieldReader.readUnheaded(dimension, FieldRole.KEY, false),
                    FieldReader.readUnheaded(value, FieldRole.MEASURE, marked));
        }
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a regular expression: %s".formatted(regex, e.getDescription()), e);
        }
    }

    private static List<Total> totals(Node dataset) {
        List<Total> all = new ArrayList<>();
        for (Node total : dataset.nodes("totals")) {
            try (total) {
                all.add(new Total(when(total), names(total, "sums"), total.flag("keep", false)));
            }
        }
        return all;
    }

    private static Map<ColumnName, List<String>> when(Node total) {
        Map<ColumnName, List<String>> all = new LinkedHashMap<>();
        Node node = total.node("when");
        if (node == null) {
            total.problem("when", "is missing");
            return all;
        }
        try (node) {
            for (String key : node.keys()) {
                List<String> values = node.texts(key);
                try {
                    all.put(new ColumnName(key), values);
                } catch (IllegalArgumentException e) {
                    node.problem(key, String.valueOf(e.getMessage()));
                }
            }
        }
        return all;
    }

    private static List<ColumnName> names(Node node, String key) {
        List<ColumnName> all = new ArrayList<>();
        for (String name : node.texts(key)) {
            try {
                all.add(new ColumnName(name));
            } catch (IllegalArgumentException e) {
                node.problem(key, String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    private static void check(Dataset dataset, Node node) {
        if (Revisions.isRevisions(dataset.name())) {
            node.problem("dataset", "names that end with %s are reserved for revisions".formatted(Revisions.SUFFIX));
        }
        Set<ColumnName> known = new HashSet<>();
        dataset.table().columns().forEach(column -> {
            if (!known.add(column.name())) {
                node.problem("fields", "the column %s is declared twice".formatted(column.name()));
            }
        });
        dataset.fields().forEach(field -> known.add(field.name()));
        if (dataset.valueFields().stream().noneMatch(field -> field.role() == FieldRole.KEY)) {
            node.problem("fields", "at least one field needs the role key: it distinguishes the rows of a period");
        }
        long periods = dataset.fields().stream()
                .filter(field -> field.role() == FieldRole.PERIOD)
                .count();
        if (periods > 2) {
            node.problem("fields", "at most two fields have the role period (start and end), found " + periods);
        }
        for (Total total : dataset.totals()) {
            total.when().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> node.problem("totals", "there is no field " + name));
            total.sums().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> node.problem("totals", "there is no field " + name));
        }
        boolean headed = dataset.headingRows() != 0;
        for (Field field : dataset.fields()) {
            boolean placed = headed ? !field.headings().isEmpty() : field.position() > 0;
            if (!placed && field.constant().isEmpty() && field.section() == 0) {
                node.problem(
                        "fields." + field.name(),
                        headed ? "needs headings, a constant or a section" : "needs a position");
            }
        }
    }
}
