package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Matches found columns with expected ones: by meaning, in their order, as many as possible. Immutable. */
final class ColumnMatch {

    private static final String ANYTHING = "*";

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();

    /**
     * Does the matching.
     *
     * @param expected names and meanings, as in {@link Truth.TrueTable#columns}
     * @param table of the JSON of an inspection
     */
    ColumnMatch(Map<String, String> expected, JsonNode table) {
        List<String> names = List.copyOf(expected.keySet());
        List<JsonNode> columns = new ArrayList<>();
        table.path("columns").forEach(columns::add);
        List<Set<String>> words = columns.stream().map(ColumnMatch::words).toList();
        double[][] fit = new double[names.size()][columns.size()];
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                fit[i][j] = fit(expected.getOrDefault(names.get(i), ANYTHING), words.get(j));
            }
        }
        align(names, columns.size(), fit);
        names.stream()
                .filter(name -> !name.endsWith("?") && !places.containsKey(name))
                .forEach(missing::add);
        Set<String> sections = new HashSet<>();
        table.path("sectionColumns").forEach(name -> sections.add(name.asText()));
        for (int j = 0; j < columns.size(); j++) {
            String name = columns.get(j).path("name").asText();
            if (!places.containsValue(j) && !sections.contains(name)) {
                extra.add("%s (column %d)".formatted(name, j + 1));
            }
        }
    }

    private static Set<String> words(JsonNode column) {
        Set<String> words = new HashSet<>(Meaning.of(column.path("name").asText()));
        column.path("path").forEach(level -> words.addAll(Meaning.of(level.asText())));
        return words;
    }

    /** 0 when the words do not include the expected ones; larger when they include few others. */
    private static double fit(String expected, Set<String> words) {
        if (expected.equals(ANYTHING)) {
            return 1;
        }
        double best = 0;
        for (Set<String> asked : Meaning.alternatives(expected)) {
            if (!asked.isEmpty() && words.containsAll(asked)) {
                best = Math.max(best, 1 + (double) asked.size() / words.size());
            }
        }
        return best;
    }

    /** The longest common subsequence, weighted by how well columns fit. */
    private void align(List<String> names, int columns, double[][] fit) {
        double[][] best = new double[names.size() + 1][columns + 1];
        for (int i = names.size() - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                double both = fit[i][j] > 0 ? fit[i][j] + best[i + 1][j + 1] : 0;
                best[i][j] = Math.max(both, Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        int i = 0;
        int j = 0;
        while (i < names.size() && j < columns) {
            if (best[i][j] == best[i + 1][j]) {
                i++;
            } else if (best[i][j] == best[i][j + 1]) {
                j++;
            } else {
                places.put(names.get(i++), j++);
            }
        }
    }

    /** The place of a column, from 0; -1 when it is not there. */
    int place(String name) {
        return name.startsWith("#")
                ? Integer.parseInt(name.substring(1)) - 1
                : places.getOrDefault(name, places.getOrDefault(name + "?", -1));
    }

    int matched() {
        return places.size();
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    List<String> extra() {
        return List.copyOf(extra);
    }
}
