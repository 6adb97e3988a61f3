package org.datawarp.author.table;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a generated table.
 *
 * @param columns of the table, without section columns
 */
public record ExpectedTable(
        String region, List<Integer> headerRows, List<Column> columns, long dataRows, long totalRows, int sections) {

    /** @param type null if any type is right */
    public record Column(String path, String type, String unit, Set<String> marks) {}

    /** What was read wrongly; empty when nothing was. */
    String misses(InspectedTable table) {
        StringBuilder misses = new StringBuilder();
        miss(misses, "region", region, table.region());
        miss(misses, "headings", headerRows, table.headerRows());
        miss(misses, "data rows", dataRows, table.dataRows());
        miss(misses, "totals", totalRows, table.totalRows());
        miss(misses, "sections", sections, table.sectionColumns().size());
        List<InspectedColumn> own = table.columns()
                .subList(table.sectionColumns().size(), table.columns().size());
        miss(
                misses,
                "columns",
                columns.stream().map(Column::path).toList(),
                own.stream().map(column -> String.join(" / ", column.path())).toList());
        for (int i = 0; i < Math.min(own.size(), columns.size()); i++) {
            Column expected = columns.get(i);
            InspectedColumn found = own.get(i);
            miss(
                    misses,
                    "type of " + expected.path(),
                    expected.type(),
                    found.type().toString());
            if (!expected.unit().equals("any")) {
                miss(misses, "unit of " + expected.path(), expected.unit(), found.unit() == null ? "" : found.unit());
            }
            miss(
                    misses,
                    "marks of " + expected.path(),
                    new TreeSet<>(expected.marks()),
                    found.marks().stream().collect(Collectors.toCollection(TreeSet::new)));
        }
        return misses.toString();
    }

    private static void miss(StringBuilder misses, String what, Object expected, Object found) {
        if (!expected.toString().equals(found.toString())) {
            misses.append("  ")
                    .append(what)
                    .append(": expected ")
                    .append(expected)
                    .append(", found ")
                    .append(found)
                    .append('\n');
        }
    }
}
