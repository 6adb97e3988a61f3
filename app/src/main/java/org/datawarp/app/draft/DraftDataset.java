package org.datawarp.app.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.apply.Reason;
import org.datawarp.streams.inspect.InspectedColumn;

/** The tables of several releases that are one dataset, and what their manifest says so far. Owned by one thread. */
final class DraftDataset {

    /** Less alike are two tables. */
    static final double LIKE = 0.75;

    private static final int LONGEST_MARK = 16;
    private static final int MOST_MARKS = 12;

    private final String name;
    private final List<SeenTable> tables = new ArrayList<>();
    private final Set<String> blankKeys = new TreeSet<>();
    private final Set<String> placed = new TreeSet<>();
    private final Set<String> asText = new TreeSet<>();
    private final Set<String> marks = new TreeSet<>();
    private boolean namesSheets;

    DraftDataset(String name, SeenTable first) {
        this.name = name;
        tables.add(first);
    }

    String name() {
        return name;
    }

    List<SeenTable> tables() {
        return Collections.unmodifiableList(tables);
    }

    SeenTable newest() {
        return tables.get(0);
    }

    /** How well a table fits in: 0 when it does not, or when its file has given a table already. */
    double fit(SeenTable table) {
        boolean taken =
                tables.stream().anyMatch(seen -> seen.release().equals(table.release()) && !isContinuedIn(seen, table));
        double likeness = tables.stream().mapToDouble(table::likeness).max().orElse(0);
        return taken || likeness < LIKE ? 0 : likeness;
    }

    /** A long table may go on in the next file or member of the same release. */
    private static boolean isContinuedIn(SeenTable seen, SeenTable table) {
        return !seen.sheet().equals(table.sheet())
                && !seen.file().equals(table.file())
                && seen.columns().stream()
                        .map(InspectedColumn::name)
                        .toList()
                        .equals(table.columns().stream()
                                .map(InspectedColumn::name)
                                .toList());
    }

    void add(SeenTable table) {
        tables.add(table);
    }

    /** Other tables have such columns too: only sheets of these names are meant. */
    void nameSheets() {
        namesSheets = true;
    }

    /** What the sheets were called; empty when any will do. */
    Set<String> sheets() {
        Set<String> names = new TreeSet<>();
        if (namesSheets) {
            tables.forEach(table -> names.add(table.sheet()));
        }
        return names;
    }

    /**
     * Makes room for what did not fit.
     *
     * @return whether anything changed
     */
    boolean mend(Rejection rejection) {
        String column = rejection.column();
        if (column.isEmpty()) {
            return false;
        }
        if (rejection.reason().equals(Reason.MISSING_KEY.code())
                || rejection.reason().equals(Reason.MISSING_PERIOD.code())) {
            return blankKeys.add(column);
        }
        if (rejection.reason().equals(Reason.MISSING_HEADING.code())) {
            return newest().columns().stream().anyMatch(own -> columnName(own).equals(column)) && placed.add(column);
        }
        if (!rejection.reason().startsWith("unreadable")) {
            return false;
        }
        boolean mayBeMark = rejection.reason().equals(Reason.UNREADABLE_NUMBER.code())
                && rejection.found().length() <= LONGEST_MARK
                && marks.size() < MOST_MARKS;
        if (mayBeMark && marks.add(rejection.found().strip())) {
            return true;
        }
        return asText.add(column);
    }

    /** In how many releases it was seen. */
    long releases() {
        return tables.stream().map(SeenTable::release).distinct().count();
    }

    /** Whether the heading band may fail to name the column, which then is where it was in the newest release. */
    boolean isPlaced(String column) {
        return placed.contains(column);
    }

    boolean isText(String column) {
        return asText.contains(column);
    }

    boolean mayBeBlank(String key) {
        return blankKeys.contains(key);
    }

    /** Every mark that stands in the place of a figure. */
    Set<String> marks() {
        Set<String> all = new TreeSet<>(marks);
        tables.forEach(table -> table.table().columns().stream()
                .filter(column -> column.role() == ColumnRole.MEASURE)
                .forEach(column -> all.addAll(column.marks())));
        return all;
    }

    boolean isWide() {
        return !newest().wide().isEmpty();
    }

    boolean hasHeadings() {
        return !newest().table().headerRows().isEmpty();
    }

    /**
     * A column of the dataset over all releases.
     *
     * @param name in the manifest
     * @param headings every heading it has had, the newest first
     * @param everywhere whether all releases have it
     */
    record DraftColumn(
            String name, InspectedColumn column, Set<String> headings, ColumnType type, boolean everywhere) {}

    /** In the newest table's order, then those that only older ones have. */
    List<DraftColumn> columns() {
        Map<String, List<InspectedColumn>> byName = new LinkedHashMap<>();
        for (SeenTable table : tables) {
            table.columns()
                    .forEach(column -> byName.computeIfAbsent(name(column, table), none -> new ArrayList<>())
                            .add(column));
        }
        List<DraftColumn> columns = new ArrayList<>();
        byName.forEach((columnName, seen) -> {
            Set<String> headings = new LinkedHashSet<>();
            seen.forEach(column -> headings.add(String.join(" / ", column.path())));
            headings.remove("");
            columns.add(new DraftColumn(
                    columnName, seen.get(0), headings, type(columnName, seen), seen.size() == tables.size()));
        });
        return columns;
    }

    /** An older table may head the same column otherwise: with a group more or less. */
    private String name(InspectedColumn column, SeenTable table) {
        List<InspectedColumn> known = newest().columns();
        boolean named = known.stream().anyMatch(other -> other.name().equals(column.name()));
        String leaf = SeenTable.leaf(column);
        List<InspectedColumn> alike = known.stream()
                .filter(other -> SeenTable.leaf(other).equals(leaf))
                .filter(other ->
                        table.columns().stream().noneMatch(own -> own.name().equals(other.name())))
                .toList();
        boolean only = table.columns().stream()
                        .filter(own -> SeenTable.leaf(own).equals(leaf))
                        .count()
                == 1;
        boolean renamed = !named && only && !leaf.isEmpty() && !alike.isEmpty();
        return columnName(renamed ? alike.get(0) : column);
    }

    /** Names of columns begin with a letter; a period is a name too when a table has only one or two. */
    private static String columnName(InspectedColumn column) {
        String name = column.name();
        return Character.isLetter(name.charAt(0)) ? name : "n_" + name.replace('-', '_');
    }

    /** The type of the wide figures. */
    ColumnType wideType() {
        return type("", tables.stream().flatMap(table -> table.wide().stream()).toList());
    }

    private ColumnType type(String columnName, List<InspectedColumn> seen) {
        ColumnType type = seen.get(0).type();
        for (InspectedColumn column : seen) {
            type = common(type, column.type());
        }
        if (asText.contains(columnName)) {
            return ColumnType.TEXT;
        }
        // A column of marks alone says nothing of its figures.
        boolean measure = seen.stream().allMatch(column -> column.role() == ColumnRole.MEASURE);
        return measure && type.equals(ColumnType.TEXT) ? ColumnType.NUMBER : type;
    }

    private static ColumnType common(ColumnType one, ColumnType other) {
        if (one.equals(other)) {
            return one;
        }
        boolean figures = isFigure(one) && isFigure(other);
        return figures ? ColumnType.NUMBER : ColumnType.TEXT;
    }

    private static boolean isFigure(ColumnType type) {
        return type.equals(ColumnType.INTEGER) || type.equals(ColumnType.NUMBER);
    }
}
