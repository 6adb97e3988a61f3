package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedTable;

/**
 * Joins a table with rows below it that have no headings of their own: the table continues there, after a gap or a
 * label.
 */
final class StackedTables {

    private static final Pattern REGION = Pattern.compile("([A-Z]+)(\\d+):([A-Z]+)(\\d+)");

    private StackedTables() {}

    static List<InspectedTable> joined(List<InspectedTable> tables) {
        List<InspectedTable> joined = new ArrayList<>();
        for (InspectedTable table : tables) {
            int above = joined.size() - 1;
            if (above >= 0 && goesOn(joined.get(above), table)) {
                joined.set(above, both(joined.get(above), table));
            } else {
                joined.add(table);
            }
        }
        return joined;
    }

    private static boolean goesOn(InspectedTable above, InspectedTable table) {
        List<Integer> columns = positions(table);
        return table.headerRows().isEmpty()
                && !above.headerRows().isEmpty()
                && above.sectionColumns().isEmpty()
                && columns.size() > 1
                && positions(above).containsAll(columns);
    }

    private static List<Integer> positions(InspectedTable table) {
        return table.columns().stream().map(InspectedColumn::position).toList();
    }

    private static InspectedTable both(InspectedTable above, InspectedTable table) {
        return new InspectedTable(
                above.title(),
                region(above.region(), table.region()),
                above.headerRows(),
                above.columns(),
                above.dataRows() + table.dataRows(),
                above.totalRows() + table.totalRows(),
                above.sectionColumns(),
                above.period(),
                above.vintage(),
                above.periodSource(),
                above.notes(),
                Math.min(above.confidence(), table.confidence()),
                above.rows(),
                above.totals());
    }

    private static String region(String above, String below) {
        Matcher first = REGION.matcher(above);
        Matcher last = REGION.matcher(below);
        return first.matches() && last.matches()
                ? "%s%s:%s%s".formatted(first.group(1), first.group(2), first.group(3), last.group(4))
                : above;
    }
}
