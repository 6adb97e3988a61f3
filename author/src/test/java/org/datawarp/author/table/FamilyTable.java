package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads in a table of a {@link Family}.
 *
 * <p>Facts: {@code headers} (rows), a line for each column after {@code columns:} ({@code path ; type ; role ; unit ;
 * marks}, {@code ~} for no heading at all, and a role {@code any} where people differ), {@code data}, {@code totals},
 * {@code sections}, {@code notes} (numbers of them), {@code period}, {@code vintage}, {@code title}, {@code names},
 * {@code row} (values that some row has), {@code kinds} (rows of the sheet).
 */
final class FamilyTable {

    private final String region;
    private final Map<String, List<String>> facts = new TreeMap<>();
    private final List<String[]> columns = new ArrayList<>();
    private boolean inColumns;

    FamilyTable(String region) {
        this.region = region;
    }

    String region() {
        return region;
    }

    void fact(String line) {
        int colon = line.indexOf(':');
        if (line.equals("columns:")) {
            inColumns = true;
        } else if (inColumns && line.contains(" ; ")) {
            columns.add(line.strip().split("\\s*;\\s*", -1));
        } else {
            inColumns = false;
            facts.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
    }

    void compare(InspectedTable table, InspectedSheet sheet, List<String> misses) {
        String at = region + " ";
        facts.forEach((name, expected) -> {
            for (String one : expected) {
                if (name.equals("row")) {
                    compareRow(one, table, misses);
                } else if (name.equals("title")) {
                    if (!table.title().contains(one)) {
                        misses.add(at + "title: expected " + one + ", found " + table.title());
                    }
                } else {
                    compare(misses, at + name, one, fact(name, one, table, sheet));
                }
            }
        });
        if (!columns.isEmpty()) {
            compareColumns(table, misses);
        }
    }

    private static String fact(String name, String expected, InspectedTable table, InspectedSheet sheet) {
        return switch (name) {
            case "headers" -> table.headerRows().isEmpty() ? "-" : joined(table.headerRows(), " ");
            case "data" -> String.valueOf(table.dataRows());
            case "totals" -> String.valueOf(table.totalRows());
            case "sections" -> String.valueOf(table.sectionColumns().size());
            case "notes" -> String.valueOf(table.notes().size());
            case "period" -> period(table.period());
            case "vintage" -> String.valueOf(table.vintage());
            case "columnCount" -> String.valueOf(table.columns().size());
            case "names" ->
                joined(table.columns().stream().map(InspectedColumn::name).toList(), ", ");
            case "kinds" -> kinds(expected, sheet);
            default -> throw new AssertionError("No such fact: " + name);
        };
    }

    /** The counts of the expected kinds of rows. */
    private static String kinds(String expected, InspectedSheet sheet) {
        List<String> found = new ArrayList<>();
        for (String kind : expected.split(", ", -1)) {
            String name = kind.substring(0, kind.indexOf(' '));
            found.add(name + " " + DrawnSheet.count(sheet, InspectedRowKind.valueOf(name.toUpperCase(Locale.ROOT))));
        }
        return joined(found, ", ");
    }

    private static String period(@Nullable Period period) {
        return period == null
                ? "none"
                : period.start() + " " + period.end() + " "
                        + period.kind().toString().toLowerCase(Locale.ROOT);
    }

    private void compareColumns(InspectedTable table, List<String> misses) {
        compare(misses, region + " columns", columns.size(), table.columns().size());
        for (int i = 0; i < Math.min(columns.size(), table.columns().size()); i++) {
            InspectedColumn found = table.columns().get(i);
            String[] expected = columns.get(i);
            String at = region + " column " + (i + 1) + " ";
            String path = expected[0];
            boolean named = !path.equals("~") && !path.equals("(section)");
            compare(misses, at + "path", named ? path : "", joined(found.path(), " / "));
            compare(misses, at + path + " type", expected[1], found.type().toString());
            if (!expected[2].equals("any")) {
                compare(
                        misses,
                        at + path + " role",
                        expected[2],
                        found.role().toString().toLowerCase(Locale.ROOT));
            }
            compare(misses, at + path + " unit", part(expected, 3), Objects.requireNonNullElse(found.unit(), ""));
            compare(misses, at + path + " marks", part(expected, 4), joined(found.marks(), ", "));
        }
    }

    private static String part(String[] expected, int index) {
        return index < expected.length ? expected[index].strip() : "";
    }

    private static void compareRow(String expected, InspectedTable table, List<String> misses) {
        List<String> rows = table.rows().stream()
                .map(row -> row.stream()
                        .map(value -> value == null ? "" : value.toString())
                        .collect(Collectors.joining(" | ")))
                .toList();
        if (!rows.contains(expected)) {
            misses.add("row: expected " + expected + ", found " + rows);
        }
    }

    private static String joined(List<?> parts, String separator) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }

    static void compare(List<String> misses, String what, Object expected, Object found) {
        if (!String.valueOf(expected).equals(String.valueOf(found))) {
            misses.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
