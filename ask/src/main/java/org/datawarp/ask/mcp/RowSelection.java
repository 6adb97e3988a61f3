package org.datawarp.ask.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/**
 * Rows of a dataset, as an agent asks for them without SQL. The statement contains only names of its columns and
 * checked literals.
 */
final class RowSelection {

    private static final String OPERATORS = "eq, ne, lt, lte, gt, gte, in, contains, starts, null, notnull";
    private static final Map<String, String> COMPARISONS =
            Map.of("eq", "=", "ne", "<>", "lt", "<", "lte", "<=", "gt", ">", "gte", ">=");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?");

    private final CatalogDataset dataset;
    private final DatasetFacts facts;

    RowSelection(CatalogDataset dataset) {
        this.dataset = dataset;
        this.facts = new DatasetFacts(dataset);
    }

    /** The statement, the latest periods first. */
    String sql(Optional<List<String>> columns, List<String> filters, int limit) throws ToolException {
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(columns.isPresent() ? named(columns.get()) : all());
        sql.append(" FROM ").append(quoted(dataset.dataset().value()));
        String glue = " WHERE ";
        for (String filter : filters) {
            sql.append(glue).append(condition(filter));
            glue = " AND ";
        }
        String rest =
                facts.identity().stream().skip(1).map(RowSelection::quoted).collect(Collectors.joining(", "));
        return sql.append(" ORDER BY \"period_start\" DESC, ")
                .append(rest)
                .append(" LIMIT ")
                .append(limit)
                .toString();
    }

    private String all() {
        return dataset.columns().stream()
                .filter(column -> column.role() != ColumnRole.ORIGIN)
                .map(column -> quoted(column.name().value()))
                .collect(Collectors.joining(", "));
    }

    private String named(List<String> names) throws ToolException {
        for (String name : names) {
            column(name);
        }
        return names.stream().map(RowSelection::quoted).collect(Collectors.joining(", "));
    }

    private Column column(String name) throws ToolException {
        return facts.column(name)
                .orElseThrow(() -> new ToolException("%s has no column \"%s\". describe_dataset names them."
                        .formatted(dataset.dataset(), AgentText.cell(name, 80))));
    }

    private String condition(String filter) throws ToolException {
        String[] parts = filter.split(":", 3);
        Column column = column(parts[0]);
        String operator = parts.length > 1 ? parts[1] : "";
        String value = parts.length > 2 ? parts[2] : "";
        String name = quoted(column.name().value());
        if (COMPARISONS.containsKey(operator)) {
            return "%s %s %s".formatted(name, COMPARISONS.get(operator), value(column, value));
        }
        return switch (operator) {
            case "null" -> name + " IS NULL";
            case "notnull" -> name + " IS NOT NULL";
            case "in" -> "%s IN (%s)".formatted(name, values(column, value));
            case "contains" -> "strpos(lower(%s), lower(%s)) > 0".formatted(text(column), literal(value));
            case "starts" -> "strpos(lower(%s), lower(%s)) = 1".formatted(text(column), literal(value));
            default -> throw bad(filter, "column:operator:value with an operator of " + OPERATORS);
        };
    }

    private static String text(Column column) throws ToolException {
        if (column.type().base() != ColumnType.Base.TEXT) {
            throw bad(column.name().value(), "a column of type TEXT for contains and starts");
        }
        return quoted(column.name().value());
    }

    private static String values(Column column, String list) throws ToolException {
        StringBuilder values = new StringBuilder();
        for (String each : Arrays.asList(list.split(",", -1))) {
            values.append(values.isEmpty() ? "" : ", ").append(value(column, each));
        }
        return values.toString();
    }

    private static String value(Column column, String value) throws ToolException {
        return switch (column.type().base()) {
            case TEXT -> literal(value);
            case INTEGER, NUMBER, DECIMAL -> checked(NUMBER, value, column, "a number");
            case BOOLEAN -> checked(Pattern.compile("true|false"), value, column, "true or false");
            case DATE -> "DATE '%s'".formatted(checked(DAY, value, column, "a date such as 2025-03-31"));
            case TIMESTAMP ->
                "TIMESTAMP '%s'".formatted(checked(TIME, value, column, "a time such as 2025-03-31T12:00:00"));
        };
    }

    private static String checked(Pattern form, String value, Column column, String expected) throws ToolException {
        if (!form.matcher(value).matches()) {
            throw bad(column.name() + ": " + value, expected);
        }
        return value;
    }

    private static ToolException bad(String found, String expected) {
        return new ToolException(
                "Cannot filter by \"%s\": expected %s.".formatted(AgentText.cell(found, 80), expected));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    /** A text literal in SQL: no character but ' has a meaning inside. */
    static String literal(String text) {
        return "'" + text.replace("\0", "").replace("'", "''") + "'";
    }
}
