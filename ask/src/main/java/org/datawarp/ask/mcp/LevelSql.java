package org.datawarp.ask.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/**
 * The statements that find {@link Levels}, the same as the Worker's. Their only text from outside is column names of
 * the catalogue.
 */
final class LevelSql {

    static final int MOST_WHOLES = 6;

    private static final int MOST_KEYS = 8;
    private static final int MOST_SUMS = 20;

    /**
     * Names that publishers use for a whole. A place or a procedure may begin with the same words:
     * {@code Total hip replacement}.
     */
    private static final String NAMES = String.join(
            "|",
            "(grand |sub[- ]?)?totals?( \\(.*\\))?",
            ".* totals?",
            "total (all|of|over|for|england|population|persons|patients) .*",
            "(england|national|united kingdom|uk|great britain)( \\(.*\\)| total)?",
            "all|overall|both|persons",
            "(all|both) (\\w+ )*(ages|sexes|genders|persons|people|patients|groups|categories|types|functions)",
            "(all|both) (\\w+ )*(specialties|services|providers|trusts|practices|organisations|commissioners|regions"
                    + "|areas|reasons)");

    private final DataSource source;
    private final DatasetFacts facts;
    private final List<String> keys;

    /** @param source writes the SQL that differs between databases */
    LevelSql(DataSource source, DatasetFacts facts) {
        this.source = source;
        this.facts = facts;
        this.keys = facts.dataset().columns().stream()
                .filter(column ->
                        column.role() == ColumnRole.KEY && column.type().base() == ColumnType.Base.TEXT)
                .map(column -> column.name().value())
                .limit(MOST_KEYS)
                .toList();
    }

    /** The keys that are compared, in order. */
    List<String> keys() {
        return keys;
    }

    /**
     * The rows of a whole: recognised by name, by a blank where others have a value, or because they equal the sum of
     * all others in the column. Returns key, value, words, and whether the value is missing.
     */
    String wholes() {
        List<String> columns = new ArrayList<>();
        List<String> each = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            columns.add("%s AS k%d, %s AS l%d"
                    .formatted(source.byteOrdered(RowSelection.quoted(key)), i, source.byteOrdered(label(key)), i));
            each.add("SELECT %s AS k, k%d AS v, max(l%d) AS words, sum(s) AS s FROM r GROUP BY 1, 2"
                    .formatted(source.byteOrdered(RowSelection.literal(key)), i, i));
        }
        return """
                WITH r AS (SELECT %s, CAST(%s AS FLOAT8) AS s %s), g AS (%s), \
                w AS (SELECT *, count(*) OVER (PARTITION BY k) AS many, sum(s) OVER (PARTITION BY k) AS t FROM g) \
                SELECT k, v, words, v IS NULL FROM w \
                WHERE many > 1 AND (coalesce(trim(v), '') IN ('', '-', '–') OR %s OR %s \
                OR (many > 2 AND s >= 100 AND (t = 2 * s OR t = 3 * s OR t = 4 * s))) \
                ORDER BY k, v NULLS FIRST LIMIT %d\
                """.formatted(
                        String.join(", ", columns),
                        sum(),
                        from(),
                        String.join(" UNION ALL ", each),
                        named("v"),
                        named("words"),
                        MOST_WHOLES);
    }

    /** {@code org_code} is named by {@code org_name}, {@code primary_level} by {@code primary_level_description}. */
    private String label(String key) {
        String stem = key.replaceFirst("_(code|id)$", "");
        Optional<String> label = Stream.of("name", "description", "title")
                .map(word -> stem + "_" + word)
                .filter(name -> !name.equals(key) && facts.column(name).isPresent())
                .findFirst();
        return "CAST(%s AS VARCHAR)".formatted(label.map(RowSelection::quoted).orElse("NULL"));
    }

    private String sum() {
        String sum = facts.dataset().columns().stream()
                .filter(column -> column.role() == ColumnRole.MEASURE && addsUp(column))
                .limit(MOST_SUMS)
                .map(column -> "coalesce(%s, 0)"
                        .formatted(RowSelection.quoted(column.name().value())))
                .collect(Collectors.joining(" + "));
        return sum.isEmpty() ? "0" : sum;
    }

    private static boolean addsUp(Column column) {
        boolean isNumber = switch (column.type().base()) {
            case INTEGER, NUMBER, DECIMAL -> true;
            case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
        };
        return isNumber && !column.unit().isEmpty() && !Traps.isRatio(column);
    }

    private String named(String text) {
        return "coalesce(%s, false)".formatted(source.matches("lower(trim(%s))".formatted(text), NAMES));
    }

    /** The number of rows, of values of each key, and of rows with each figure. */
    String counts(List<String> figures) {
        Stream<String> values = keys.stream().map(key -> "count(DISTINCT %s)".formatted(RowSelection.quoted(key)));
        return Stream.concat(values, filled(figures)).collect(Collectors.joining(", ", "SELECT count(*), ", " "))
                + from();
    }

    private static Stream<String> filled(List<String> figures) {
        return figures.stream().map(figure -> "count(%s)".formatted(RowSelection.quoted(figure)));
    }

    /**
     * For each value of each key: 0 in the position of its key, then the values, and the number of rows with each
     * figure.
     */
    String countsByValue(List<String> among, List<String> figures) {
        List<String> names = among.stream().map(RowSelection::quoted).toList();
        List<String> selected = new ArrayList<>();
        names.forEach(name -> selected.add("grouping(%s)".formatted(name)));
        selected.addAll(names);
        selected.addAll(filled(figures).toList());
        String sets = names.stream().map(name -> "(" + name + ")").collect(Collectors.joining(", "));
        return "SELECT %s %s GROUP BY GROUPING SETS (%s) HAVING count(*) > 1"
                .formatted(String.join(", ", selected), from(), sets);
    }

    /** The rows of the latest period. */
    private String from() {
        String table = "FROM " + RowSelection.quoted(facts.dataset().dataset().value());
        List<PeriodRows> periods = facts.coverage();
        if (periods.isEmpty()) {
            return table;
        }
        PeriodRows last = periods.get(periods.size() - 1);
        List<String> names = List.of("period_start", "period_end", "period_kind");
        List<String> values = List.of(
                "DATE '%s'".formatted(last.start()),
                "DATE '%s'".formatted(last.end()),
                RowSelection.literal(last.kind()));
        String conditions = IntStream.range(0, names.size())
                .filter(i -> facts.column(names.get(i)).isPresent())
                .mapToObj(i -> "%s = %s".formatted(names.get(i), values.get(i)))
                .collect(Collectors.joining(" AND "));
        return conditions.isEmpty() ? table : table + " WHERE " + conditions;
    }
}
