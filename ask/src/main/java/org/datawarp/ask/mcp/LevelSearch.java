package org.datawarp.ask.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.datawarp.ask.mcp.Levels.Blank;
import org.datawarp.ask.mcp.Levels.Whole;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.ColumnRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries the data of the latest period for its {@link Levels}. All its queries together take at most the time of one
 * question.
 */
final class LevelSearch {

    private static final Logger LOG = LoggerFactory.getLogger(LevelSearch.class);

    private static final int MOST_FIGURES = 200;

    /** A key with more values does not describe the kind of a row. */
    private static final int MOST_VALUES = 12;

    private final DataSource source;
    private final Catalog catalog;
    private final DatasetFacts facts;
    private final LevelSql sql;
    private final Deadline deadline = Deadline.in(QueryProcesses.LONGEST);

    LevelSearch(DataSource source, Catalog catalog, CatalogDataset dataset) {
        this.source = source;
        this.catalog = catalog;
        this.facts = new DatasetFacts(dataset);
        this.sql = new LevelSql(source, facts);
    }

    /** Empty if SQL cannot be answered now: the rest of a description does not need it. */
    Optional<Levels> find() {
        try {
            List<Whole> wholes = sql.keys().isEmpty() ? List.of() : wholes();
            List<String> figures =
                    facts.columns(ColumnRole.MEASURE).limit(MOST_FIGURES).toList();
            return Optional.of(new Levels(wholes, figures.isEmpty() ? List.of() : blanks(figures)));
        } catch (ToolException | IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("dataset", facts.dataset().dataset())
                    .log("A dataset is described without its levels");
            return Optional.empty();
        }
    }

    private List<List<String>> rows(String statement, int most) throws IOException, ToolException {
        return source.ask(new Question(statement, catalog, most), Duration.ofMillis(deadline.remainingMillis()))
                .rows();
    }

    private List<Whole> wholes() throws IOException, ToolException {
        return rows(sql.wholes(), LevelSql.MOST_WHOLES).stream()
                .map(row -> new Whole(
                        row.get(0),
                        Boolean.parseBoolean(row.get(3)) ? Optional.empty() : Optional.of(row.get(1)),
                        row.get(2)))
                .toList();
    }

    /** Figures that are blank in all rows with some value of a key, for keys with few values. */
    private List<Blank> blanks(List<String> figures) throws IOException, ToolException {
        List<String> keys = sql.keys();
        long[] counts = rows(sql.counts(figures), 1).get(0).stream()
                .mapToLong(Long::parseLong)
                .toArray();
        int first = 1 + keys.size();
        List<String> few = those(keys, i -> counts[1 + i] > 1 && counts[1 + i] <= MOST_VALUES);
        List<String> partly = those(figures, i -> counts[first + i] > 0 && counts[first + i] < counts[0]);
        List<String> never = those(figures, i -> counts[first + i] == 0 && counts[0] > 0);
        List<Blank> blanks = new ArrayList<>();
        if (!few.isEmpty() && !partly.isEmpty()) {
            blanks.addAll(together(lacking(few, partly), partly));
        }
        if (!never.isEmpty()) {
            blanks.add(new Blank(never, "", List.of()));
        }
        return blanks;
    }

    private static List<String> those(List<String> names, IntPredicate which) {
        return IntStream.range(0, names.size())
                .filter(which)
                .mapToObj(names::get)
                .toList();
    }

    /** A value of a key, and the figures that are blank in all its rows. */
    private record Lacking(String column, String value, Set<String> figures) {}

    /** Ordered by key and value, blank values last. */
    private List<Lacking> lacking(List<String> few, List<String> partly) throws IOException, ToolException {
        int first = 2 * few.size();
        return rows(sql.countsByValue(few, partly), few.size() * (MOST_VALUES + 1)).stream()
                .map(row -> {
                    int key = row.subList(0, few.size()).indexOf("0");
                    List<String> lacks = those(partly, i -> row.get(first + i).equals("0"));
                    return new Lacking(few.get(key), row.get(few.size() + key), Set.copyOf(lacks));
                })
                .sorted(Comparator.comparing((Lacking row) -> few.indexOf(row.column()))
                        .thenComparing(row -> row.value().isEmpty())
                        .thenComparing(Lacking::value))
                .toList();
    }

    /** Groups figures that are blank for the same values. Totals come first, since they are added up most. */
    private static List<Blank> together(List<Lacking> rows, List<String> figures) {
        Map<Blank, List<String>> found = new LinkedHashMap<>();
        for (String figure : figures) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            rows.stream()
                    .filter(row -> row.figures().contains(figure))
                    .forEach(row -> values.computeIfAbsent(row.column(), column -> new ArrayList<>())
                            .add(row.value()));
            values.forEach((column, each) -> found.computeIfAbsent(
                            new Blank(List.of(), column, each), kind -> new ArrayList<>())
                    .add(figure));
        }
        return found.entrySet().stream()
                .map(each -> new Blank(
                        each.getValue(), each.getKey().column(), each.getKey().values()))
                .sorted(Comparator.comparing(LevelSearch::isWithoutTotal)
                        .thenComparing(blank -> -blank.figures().size()))
                .toList();
    }

    private static boolean isWithoutTotal(Blank blank) {
        return blank.figures().stream().noneMatch(figure -> figure.contains("total"));
    }
}
