package org.datawarp.ask.mcp;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;

/** Finds datasets by words. The place of a word decides how much it counts. */
final class DatasetSearch {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}&]+");
    private static final Pattern PLURAL = Pattern.compile("s$");

    private DatasetSearch() {}

    /**
     * A dataset that has at least one of the words.
     *
     * @param complete whether it has all
     */
    record Found(CatalogDataset dataset, boolean complete, int score) {}

    /** The best matches first; equal ones by name. */
    static List<Found> find(Catalog catalog, String words, Optional<String> publication) {
        List<String> wanted = wordsOf(words);
        return catalog.datasets().stream()
                .filter(dataset -> publication.isEmpty()
                        || publication.get().equals(dataset.publication().value()))
                .map(dataset -> worth(dataset, wanted))
                .filter(found -> wanted.isEmpty() || found.score() > 0)
                .sorted(Comparator.comparing(Found::score)
                        .reversed()
                        .thenComparing(found -> found.dataset().dataset().value()))
                .toList();
    }

    private static Found worth(CatalogDataset dataset, List<String> words) {
        Map<String, Integer> fields = fieldsOf(dataset);
        List<Integer> worths = words.stream()
                .map(word -> fields.entrySet().stream()
                        .filter(field -> field.getKey().contains(word))
                        .mapToInt(Map.Entry::getValue)
                        .max()
                        .orElse(0))
                .toList();
        return new Found(
                dataset,
                worths.stream().allMatch(worth -> worth > 0),
                worths.stream().mapToInt(Integer::intValue).sum());
    }

    private static Map<String, Integer> fieldsOf(CatalogDataset dataset) {
        List<Column> columns = dataset.columns().stream()
                .filter(column -> column.role() != ColumnRole.ORIGIN)
                .toList();
        String name = dataset.dataset().value();
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put(plain("%s %s %s".formatted(name, name.replace('_', ' '), dataset.title())), 8);
        fields.put(
                plain("%s %s %s".formatted(dataset.publication(), dataset.publicationTitle(), dataset.publisher())), 5);
        fields.put(
                plain(columns.stream()
                        .map(column -> column.name().value().replace('_', ' ') + " " + column.unit())
                        .collect(Collectors.joining(" | "))),
                3);
        fields.put(plain(dataset.description()), 2);
        fields.put(plain(columns.stream().map(Column::description).collect(Collectors.joining(" | "))), 1);
        return fields;
    }

    /** Words in the singular, since the search finds them inside other words. */
    private static List<String> wordsOf(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(plain(text), -1))
                .map(word -> word.length() > 3 ? PLURAL.matcher(word).replaceFirst("") : word)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
