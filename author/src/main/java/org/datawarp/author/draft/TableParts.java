package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.author.table.InspectedTable;

/** Splits a table into the parts that are separate datasets. */
final class TableParts {

    /** From this many periods side by side, they are one column written wide, with any words beside them. */
    private static final int FEWEST_WIDE = 3;

    private TableParts() {}

    /** The figures under periods, by what they are about, then the other columns; mostly the whole table. */
    static List<SeenTable> of(Place place, InspectedTable table, List<SeenColumn> columns, int depth) {
        Map<String, List<SeenColumn>> groups = wideGroups(columns);
        List<SeenColumn> narrow = new ArrayList<>(columns);
        groups.values().forEach(narrow::removeAll);
        if (groups.isEmpty()) {
            return List.of(new SeenTable(place, table, narrow, List.of(), "", depth));
        }
        List<SeenColumn> labels =
                narrow.stream().filter(column -> !column.isMeasure()).toList();
        List<SeenTable> parts = new ArrayList<>();
        groups.forEach((beside, wide) ->
                parts.add(new SeenTable(place, table, labels, wide, telling(beside, groups.keySet()), depth)));
        if (narrow.size() > labels.size()) {
            parts.add(new SeenTable(place, table, narrow, List.of(), "overall", depth));
        }
        return parts;
    }

    /** The words of a group that not all of them have. */
    private static String telling(String beside, Set<String> all) {
        List<String> words = new ArrayList<>(List.of(beside.split(" ")));
        words.removeIf(
                word -> all.stream().allMatch(other -> List.of(other.split(" ")).contains(word)));
        return String.join(" ", words);
    }

    private static Map<String, List<SeenColumn>> wideGroups(List<SeenColumn> columns) {
        Map<String, List<SeenColumn>> groups = new LinkedHashMap<>();
        for (SeenColumn column : columns) {
            if (column.isMeasure() && column.periodLevel() >= 0) {
                groups.computeIfAbsent(column.besidePeriod(), none -> new ArrayList<>())
                        .add(column);
            }
        }
        groups.entrySet().removeIf(group -> !isWide(group.getKey(), group.getValue(), columns));
        return groups;
    }

    private static boolean isWide(String beside, List<SeenColumn> group, List<SeenColumn> columns) {
        long periods = group.stream().map(SeenColumn::period).distinct().count();
        boolean labelled = columns.stream().anyMatch(column -> !column.isMeasure());
        return labelled && periods == group.size() && (periods >= FEWEST_WIDE || beside.isEmpty());
    }
}
