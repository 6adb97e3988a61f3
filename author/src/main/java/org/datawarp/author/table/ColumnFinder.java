package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.datawarp.author.cell.ColumnNaming;
import org.datawarp.author.cell.NoteMarks;

/** Finds which columns of a strip belong to its table, and names them. */
final class ColumnFinder {

    /** Without a heading, a column with values in fewer than one row in twenty is a remark. */
    private static final int STRAY = 20;

    /** With fewer rows, a single value may be a figure. */
    private static final int FEWEST_HELPED_ROWS = 10;

    /** Labels that are repeated at the right count as the same from this share on: 95 in a hundred. */
    private static final double SAME = 0.95;

    private final TableDraft table;
    private final ColumnProfile profile;
    private final HeadingPaths paths;
    private final List<Integer> rows;
    /** Only their place identifies the fields of such records, so an empty field keeps its place. */
    private final boolean records;

    ColumnFinder(TableDraft table, NoteMarks marks) {
        this.table = table;
        this.rows = table.dataRows();
        this.profile = new ColumnProfile(table.strip(), rows, table.heading());
        this.records = table.heading().isEmpty()
                && table.strip().from() == 0
                && table.strip().to() == table.strip().window().recordWidth();
        this.paths = new HeadingPaths(table, profile, marks);
    }

    List<ColumnDraft> find() {
        List<Integer> columns = new ArrayList<>();
        for (int column = table.strip().from(); column < table.strip().to(); column++) {
            if (isColumn(column) && (records || !repeats(column, columns))) {
                columns.add(column);
            }
        }
        return named(columns);
    }

    private boolean isColumn(int column) {
        if (records) {
            return true;
        }
        int filled = profile.filled(column);
        boolean headed = !paths.path(column).isEmpty() && !isBlankHeading(column);
        if (filled == 0) {
            return headed && column > table.strip().from() && isBeside(column - 1);
        }
        return !isHelper(column) && (headed || filled * STRAY >= rows.size() || namesRows(column));
    }

    /** Whether rows have their only label here, such as regions among districts that are further right. */
    private boolean namesRows(int column) {
        int measures = profile.firstMeasure();
        List<Integer> named = rows.stream()
                .filter(row -> !table.strip().window().isBlank(row, column))
                .toList();
        return column < measures
                && named.size() > 1
                && named.stream()
                        .allMatch(row -> IntStream.range(table.strip().from(), measures)
                                .allMatch(other -> other == column
                                        || table.strip().window().isBlank(row, other)));
    }

    /** Whether a column beside the table has one value in all rows, as a chart may need. */
    private boolean isHelper(int column) {
        boolean apart = column > table.strip().from()
                && profile.filled(column - 1) == 0
                && paths.path(column - 1).isEmpty()
                && column > profile.firstMeasure();
        SheetWindow window = table.strip().window();
        if (!apart || rows.size() < FEWEST_HELPED_ROWS || !profile.isNumbers(column)) {
            return false;
        }
        List<String> values = rows.stream()
                .map(row -> window.text(row, column))
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(2)
                .toList();
        // A column of only zeros is a count of something that never happened.
        return values.size() == 1 && !values.contains("0");
    }

    private boolean isBlankHeading(int column) {
        return table.heading().levels().stream()
                        .allMatch(level -> table.strip().window().isBlank(level, column))
                && profile.filled(column) == 0;
    }

    /** A heading over an empty column belongs to the table only next to a column of the table. */
    private boolean isBeside(int column) {
        return profile.filled(column) > 0
                || (!paths.path(column).isEmpty() && column > table.strip().from() && isBeside(column - 1));
    }

    /** Whether this column repeats labels from the left, under the same name. */
    private boolean repeats(int column, List<Integer> before) {
        return !profile.isFigures(column)
                && profile.filled(column) > 1
                && before.stream().anyMatch(left -> leaf(left).equals(leaf(column)) && same(left, column));
    }

    private String leaf(int column) {
        List<String> path = paths.path(column);
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    private boolean same(int left, int column) {
        SheetWindow window = table.strip().window();
        long same = rows.stream()
                .filter(row -> window.text(row, left).equals(window.text(row, column)))
                .count();
        return same >= SAME * rows.size();
    }

    private List<ColumnDraft> named(List<Integer> columns) {
        ColumnNaming naming = new ColumnNaming();
        Set<String> common = commonLevels(columns);
        List<ColumnDraft> drafts = new ArrayList<>();
        int measures = profile.firstMeasure();
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            boolean label = column < measures;
            List<String> path = paths.path(column);
            String machine = paths.machineName(column);
            List<String> telling = machine.isEmpty() ? telling(path, common, label) : List.of(machine);
            String suffix = suffix(columns, i);
            if (!suffix.isEmpty()) {
                telling = new ArrayList<>(telling);
                telling.add(suffix);
            }
            drafts.add(new ColumnDraft(
                    column, naming.name(telling, column - table.strip().from() + 1), path, label));
        }
        return drafts;
    }

    /** A group over all measures names the table, not its columns. */
    private Set<String> commonLevels(List<Integer> columns) {
        List<List<String>> measured = columns.stream()
                .filter(column -> column >= profile.firstMeasure())
                .map(paths::path)
                .toList();
        Set<String> common = new HashSet<>();
        if (measured.size() > 1) {
            common.addAll(measured.get(0).subList(0, Math.max(0, measured.get(0).size() - 1)));
            measured.forEach(path -> common.retainAll(path.subList(0, Math.max(0, path.size() - 1))));
        }
        return common;
    }

    /** The heading over all measures of the table; empty when there is none. */
    String commonHeading() {
        List<Integer> columns = IntStream.range(
                        table.strip().from(), table.strip().to())
                .filter(this::isColumn)
                .boxed()
                .toList();
        return String.join(" ", commonLevels(columns));
    }

    private List<String> telling(List<String> path, Set<String> common, boolean label) {
        if (label && path.size() > 1 && isOwnLeaf(path)) {
            return path.subList(path.size() - 1, path.size());
        }
        return path.stream().filter(level -> !common.contains(level)).toList();
    }

    /** Whether no other column ends with the same heading. */
    private boolean isOwnLeaf(List<String> path) {
        String leaf = path.get(path.size() - 1);
        return IntStream.range(table.strip().from(), table.strip().to())
                        .filter(column -> leaf(column).equals(leaf))
                        .count()
                == 1;
    }

    /** When one heading covers a code and its name, the values decide which column is which. */
    private String suffix(List<Integer> columns, int index) {
        int column = columns.get(index);
        List<String> path = paths.path(column);
        boolean before = index > 0 && isPair(columns.get(index - 1), column);
        boolean after = index + 1 < columns.size() && isPair(column, columns.get(index + 1));
        if (path.isEmpty() || !(before || after)) {
            return "";
        }
        return profile.isCodes(column) ? "code" : "name";
    }

    private boolean isPair(int left, int right) {
        return right < profile.firstMeasure()
                && paths.path(left).equals(paths.path(right))
                && profile.isCodes(left) != profile.isCodes(right);
    }
}
