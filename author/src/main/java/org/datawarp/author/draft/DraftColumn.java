package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** A column of a dataset in all tables that have it, and what the draft says about it so far. Owned by one thread. */
final class DraftColumn {

    private final String name;
    private final List<SeenColumn> seen = new ArrayList<>();
    private ColumnRole role;
    private boolean text;
    private boolean number;
    private boolean blank;
    private boolean fillDown;
    private boolean placed;
    private boolean anyGroup;

    DraftColumn(String name, SeenColumn first) {
        this.name = name;
        this.role = first.column().role();
        seen.add(first);
    }

    String name() {
        return name;
    }

    /** As the newest table has it. */
    SeenColumn newest() {
        return seen.get(0);
    }

    void add(SeenColumn column) {
        seen.add(column);
    }

    /** Its place among the inspected columns of a table, from 0; before 0 when the table lacks it. */
    int indexIn(SeenTable table) {
        for (SeenColumn own : table.columns()) {
            for (SeenColumn column : seen) {
                if (own == column) {
                    return table.table().columns().indexOf(own.column());
                }
            }
        }
        return -1;
    }

    /** In how many tables it occurs. */
    int tables() {
        return seen.size();
    }

    /** Every heading that it has had, the newest first. */
    Set<String> headings() {
        Set<String> headings = new LinkedHashSet<>();
        seen.forEach(column -> headings.add(anyGroup ? column.lastingHeading() : column.heading()));
        headings.remove("");
        return headings;
    }

    ColumnRole role() {
        return role == ColumnRole.MEASURE && type().equals(ColumnType.TEXT) ? ColumnRole.ATTRIBUTE : role;
    }

    void setRole(ColumnRole role) {
        this.role = role;
    }

    ColumnType type() {
        if (text) {
            return ColumnType.TEXT;
        }
        boolean measure = seen.stream().allMatch(SeenColumn::isMeasure);
        ColumnType type = number ? ColumnType.NUMBER : commonType(seen);
        // A column of marks alone shows nothing about its figures.
        return measure && type.equals(ColumnType.TEXT) ? ColumnType.NUMBER : type;
    }

    /** The type that fits all these columns, without their marks. */
    static ColumnType commonType(List<SeenColumn> columns) {
        List<ColumnType> types = columns.stream()
                .filter(column -> !isOfMarks(column))
                .map(column -> column.column().type())
                .distinct()
                .toList();
        if (types.isEmpty()) {
            return columns.get(0).column().type();
        }
        boolean figures = types.stream().allMatch(DraftColumn::isFigure);
        return types.size() == 1 ? types.get(0) : figures ? ColumnType.NUMBER : ColumnType.TEXT;
    }

    /** A table may have nothing but marks where others have figures. */
    private static boolean isOfMarks(SeenColumn column) {
        return column.isMeasure() && column.column().type().equals(ColumnType.TEXT);
    }

    private static boolean isFigure(ColumnType type) {
        return type.equals(ColumnType.INTEGER) || type.equals(ColumnType.NUMBER);
    }

    /** Some cells do not have the expected type: reads all of them as text. @return whether that is new */
    boolean takeAsText() {
        boolean changed = !text;
        text = true;
        if (role == ColumnRole.PERIOD) {
            role = ColumnRole.ATTRIBUTE;
        }
        return changed;
    }

    /** It has fractions: reads it as a number. @return whether that is new */
    boolean takeAsNumber() {
        boolean changed = !number;
        number = true;
        return changed;
    }

    /** @return whether that is new */
    boolean allowBlank() {
        boolean changed = !blank;
        blank = true;
        return changed;
    }

    boolean mayBeBlank() {
        return blank;
    }

    /** Blank cells repeat the value above. @return whether that is new */
    boolean fillDown() {
        boolean changed = !fillDown;
        fillDown = true;
        return changed;
    }

    boolean isFilledDown() {
        return fillDown;
    }

    /** Its lowest level names it alone, under any group. */
    void underAnyGroup() {
        anyGroup = true;
    }

    /** The heading band may fail to name it; it is then found by its place. @return whether that is new */
    boolean place() {
        boolean changed = !placed;
        placed = true;
        return changed;
    }

    /** The level of the section labels that it is made of; 0 when it is a column of the sheet. */
    int section() {
        boolean label = newest().column().position() == 0;
        return !label
                ? 0
                : newest().name().equals("section")
                        ? 1
                        : Character.digit(newest().name().charAt(newest().name().length() - 1), 10);
    }

    /** Its place in the sheet, from 1, if it is found by its place; else 0. */
    int position() {
        return placed || headings().isEmpty() ? newest().column().position() : 0;
    }
}
