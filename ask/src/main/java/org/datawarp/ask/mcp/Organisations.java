package org.datawarp.ask.mcp;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.Revisions;

/** Finds organisations and areas by code or by words of their names. */
final class Organisations {

    /** The words for organisations and areas that publishers use in the names of code columns. */
    private static final Pattern CODE = Pattern.compile(
            "(.*_)?(org|organisation|provider|trust|commissioner|icb|sub_icb|practice|gp|pcn|ccg|region|authority|la|lad"
                    + "|lsoa|msoa|area|board)_code");

    /** The most code columns that one question searches. */
    private static final int MOST_PLACES = 24;

    private static final int MOST_ROWS = 40;

    private final DataSource source;

    Organisations(DataSource source) {
        this.source = source;
    }

    /** A column of codes beside one of names. */
    private record Place(String dataset, String code, String name) {}

    String resolve(String text) throws IOException, ToolException {
        Catalog catalog = source.catalog(Optional.empty());
        List<Place> all = places(catalog);
        List<Place> asked = all.subList(0, Math.min(MOST_PLACES, all.size()));
        if (asked.isEmpty()) {
            return "No dataset has columns of organisations with code and name.";
        }
        Answer answer = source.ask(new Question(search(asked, text), catalog, MOST_ROWS));
        if (answer.rows().isEmpty()) {
            return "Nothing matches in %d columns of codes, such as %s.%s. Try fewer words, or the code."
                    .formatted(
                            asked.size(), asked.get(0).dataset(), asked.get(0).code());
        }
        List<String> lines = answer.lines();
        boolean more = answer.truncated() || lines.size() - 1 < answer.rows().size();
        String left = all.size() == asked.size()
                ? ""
                : " Not looked through: %s."
                        .formatted(all.subList(asked.size(), all.size()).stream()
                                .map(place -> place.dataset() + "." + place.code())
                                .collect(Collectors.joining(", ")));
        return String.join(
                "\n",
                "%d matches; catalogue version %d.%s%s"
                        .formatted(
                                lines.size() - 1,
                                catalog.version(),
                                more ? " There are more: ask with more words." : "",
                                left),
                AgentText.fenced(lines),
                "One code may have had several names. Use the code in queries.");
    }

    /**
     * The register of trusts comes first, then the small datasets, which cost least. Revisions are skipped: they name
     * the same organisations as the data they revise.
     */
    private static List<Place> places(Catalog catalog) {
        return catalog.datasets().stream()
                .filter(dataset -> !dataset.dataset().value().endsWith(Revisions.SUFFIX))
                .sorted(Comparator.comparing((CatalogDataset dataset) ->
                                !dataset.dataset().value().startsWith("ods_"))
                        .thenComparing(CatalogDataset::bytes))
                .flatMap(dataset -> dataset.columns().stream()
                        .map(column -> column.name().value())
                        .filter(name -> CODE.matcher(name).matches())
                        .map(name -> new Place(
                                dataset.dataset().value(),
                                name,
                                name.substring(0, name.length() - "_code".length()) + "_name"))
                        .filter(place ->
                                new DatasetFacts(dataset).column(place.name()).isPresent()))
                .toList();
    }

    private static String search(List<Place> places, String text) {
        return """
                SELECT code, name, string_agg(place, ', ' ORDER BY place) AS "in", min("first") AS "first", \
                max("last") AS "last" FROM (%s) AS found GROUP BY code, name ORDER BY upper(code) <> %s, code, name\
                """.formatted(
                        places.stream().map(place -> search(place, text)).collect(Collectors.joining(" UNION ALL ")),
                        code(text));
    }

    /** Column names come from the catalogue; the text of the search is a literal. */
    private static String search(Place place, String text) {
        String named = Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
                .map(word -> "strpos(lower(\"%s\"), %s) > 0".formatted(place.name(), RowSelection.literal(word)))
                .collect(Collectors.joining(" AND "));
        return """
                SELECT "%1$s" AS code, max("%2$s") AS name, '%3$s.%1$s' AS place, \
                min(period_start) AS "first", max(period_end) AS "last" FROM "%3$s" \
                WHERE upper("%1$s") = %4$s OR (%5$s) GROUP BY "%1$s\"""".formatted(place.code(), place.name(), place.dataset(), code(text), named);
    }

    private static String code(String text) {
        return RowSelection.literal(text.strip().toUpperCase(Locale.ROOT));
    }
}
