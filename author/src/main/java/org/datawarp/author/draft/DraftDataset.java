package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/**
 * The tables of several releases that are one dataset, and what the draft says about it so far. Owned by one thread.
 */
final class DraftDataset {

    private static final Set<String> RESERVED = Set.of("value");

    private final List<SeenTable> tables = new ArrayList<>();
    private final List<DraftColumn> columns = new ArrayList<>();
    private final DraftSources sources = new DraftSources(tables);
    private final DraftTotal total = new DraftTotal(this);
    private final Set<String> marks = new TreeSet<>();
    private String name = "";
    private boolean wantsKeys;
    private boolean keyed;

    DraftDataset(SeenTable first) {
        add(first);
    }

    String name() {
        return name;
    }

    void setName(String name) {
        this.name = name;
    }

    List<SeenTable> tables() {
        return Collections.unmodifiableList(tables);
    }

    SeenTable newest() {
        return tables.get(0);
    }

    DraftSources sources() {
        return sources;
    }

    DraftTotal total() {
        return total;
    }

    /** In the newest table's order, then those that only older ones have. */
    List<DraftColumn> columns() {
        return Collections.unmodifiableList(columns);
    }

    Optional<DraftColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Adds a table to this dataset. */
    void add(SeenTable table) {
        tables.add(table);
        List<SeenColumn> known = columns.stream().map(DraftColumn::newest).toList();
        Map<SeenColumn, SeenColumn> matches = ColumnMatch.of(known, table.columns());
        for (SeenColumn own : table.columns()) {
            SeenColumn as = matches.get(own);
            if (as == null) {
                columns.add(new DraftColumn(freeName(own), own));
            } else {
                columns.get(indexOf(known, as)).add(own);
            }
            if (own.isMeasure()) {
                marks.addAll(own.column().marks());
            }
        }
        table.wide().forEach(column -> marks.addAll(column.column().marks()));
    }

    private static int indexOf(List<SeenColumn> columns, SeenColumn column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) == column) {
                return i;
            }
        }
        throw new IllegalArgumentException("Matches are among the known columns");
    }

    private String freeName(SeenColumn column) {
        String wanted = DraftNames.column(column.column().name());
        Set<String> names = new HashSet<>(RESERVED);
        columns.forEach(other -> names.add(other.name()));
        String free = wanted;
        for (int number = 2; names.contains(free); number++) {
            free = wanted + "_" + number;
        }
        return free;
    }

    /** Every mark that occurs in place of a figure. */
    Set<String> marks() {
        return Collections.unmodifiableSet(marks);
    }

    /** @return whether the mark is new */
    boolean addMark(String mark) {
        return marks.add(mark);
    }

    boolean isWide() {
        return newest().isWide();
    }

    boolean hasHeadings() {
        return newest().hasHeadings();
    }

    /** The columns of all tables whose headings are periods. */
    List<SeenColumn> wide() {
        return tables.stream().flatMap(table -> table.wide().stream()).toList();
    }

    ColumnType wideType() {
        ColumnType type = DraftColumn.commonType(wide());
        return type.equals(ColumnType.TEXT) ? ColumnType.NUMBER : type;
    }

    /** Whether this dataset already has a table of the same release that does not continue in the given one. */
    boolean isTaken(SeenTable table) {
        return tables.stream()
                .filter(seen -> seen.place().release().equals(table.place().release()))
                .anyMatch(seen -> !isContinuedIn(seen, table));
    }

    /** A long table may continue in the next file or member of the same release. */
    private static boolean isContinuedIn(SeenTable seen, SeenTable table) {
        Place one = seen.place();
        Place other = table.place();
        return !one.isWorksheet()
                && !other.isWorksheet()
                && !one.equals(other)
                && seen.columns().stream()
                        .map(SeenColumn::path)
                        .toList()
                        .equals(table.columns().stream().map(SeenColumn::path).toList());
    }

    /** In how many releases it was seen. */
    long releases() {
        return tables.stream().map(table -> table.place().release()).distinct().count();
    }

    /** Columns that identify rows. */
    List<DraftColumn> keys() {
        return columns.stream()
                .filter(column -> column.role() == ColumnRole.KEY)
                .toList();
    }

    /** Its keys repeat: the next trial must show which columns identify rows. */
    void wantKeys() {
        wantsKeys = true;
    }

    boolean wantsKeys() {
        return wantsKeys;
    }

    /** Sets the keys. Rows with equal values in all of them cannot be distinguished. */
    void setKeys(Set<String> names) {
        columns.stream()
                .filter(column -> names.contains(column.name()))
                .forEach(column -> column.setRole(ColumnRole.KEY));
        keyed = true;
    }

    boolean isKeyed() {
        return keyed;
    }

    /** Lets columns be found under groups that name periods, unless another column has the same name. */
    void loosenGroups() {
        for (DraftColumn column : columns) {
            boolean only = tables.stream()
                    .allMatch(table -> table.columns().stream()
                                    .filter(own ->
                                            own.leaf().equals(column.newest().leaf()))
                                    .count()
                            <= 1);
            if (only) {
                column.underAnyGroup();
            }
        }
    }

    /** Makes sure that there is a key: the first column of words, or else the first column. */
    void ensureKey() {
        if (keys().stream().noneMatch(this::isEverywhere)) {
            columns.stream()
                    .filter(column -> isEverywhere(column) && column.role() != ColumnRole.PERIOD)
                    .filter(column -> column.type().equals(ColumnType.TEXT))
                    .findFirst()
                    .or(() -> columns.stream()
                            .filter(column -> column.role() != ColumnRole.PERIOD)
                            .findFirst())
                    .or(() -> columns.stream().findFirst())
                    .ifPresent(column -> column.setRole(ColumnRole.KEY));
        }
    }

    boolean isEverywhere(DraftColumn column) {
        return column.tables() == tables.size();
    }

    /** How many rows its tables have in a place. */
    long rowsAt(Place place) {
        return tables.stream()
                .filter(table -> table.place().equals(place))
                .mapToLong(SeenTable::rows)
                .sum();
    }
}
