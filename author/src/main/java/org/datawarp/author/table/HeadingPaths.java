package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.datawarp.author.cell.NoteMarks;
import org.datawarp.author.cell.NoteText;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.streams.layout.CarriedLabels;

/**
 * Composes the headings over each column of a table. A group's label in a merged cell is carried right to the end of
 * that cell. A label in an ordinary cell is carried over blanks up to the next label on its level. It is not carried
 * from labels to measures, and past a spacer only if it is the only one on its level.
 */
final class HeadingPaths {

    private final TableDraft table;
    private final ColumnProfile profile;
    private final NoteMarks marks;
    private final List<Integer> levels;
    private final List<List<String>> paths = new ArrayList<>();

    HeadingPaths(TableDraft table, ColumnProfile profile, NoteMarks marks) {
        this.table = table;
        this.profile = profile;
        this.marks = marks;
        this.levels = table.heading().machine() == null
                ? table.heading().levels()
                : table.heading().levels().subList(0, table.heading().levels().size() - 1);
        compose();
        shift();
    }

    /** A heading in a cell over several columns names the only one of them that holds anything. */
    private void shift() {
        for (int column = table.strip().from(); column < table.strip().to(); column++) {
            int lowest = lowestLabel(column);
            MergedCell merged = lowest < 0
                    ? null
                    : table.strip().window().row(levels.get(lowest)).mergedAt(column);
            if (merged != null && profile.filled(column) == 0) {
                List<Integer> filled = IntStream.range(
                                column + 1, Math.min(merged.end(), table.strip().to()))
                        .filter(covered -> profile.filled(covered) > 0)
                        .boxed()
                        .toList();
                if (filled.size() == 1 && lowestLabel(filled.get(0)) < 0) {
                    paths.set(filled.get(0) - table.strip().from(), path(column));
                    paths.set(column - table.strip().from(), List.of());
                }
            }
        }
    }

    /** The headings over a column, the outermost first; empty when it has none. */
    List<String> path(int column) {
        return paths.get(column - table.strip().from());
    }

    /** The machine-readable name over a column; empty when it has none. */
    String machineName(int column) {
        Integer row = table.heading().machine();
        return row == null ? "" : table.strip().window().text(row, column);
    }

    private void compose() {
        CarriedLabels carried = new CarriedLabels(levels.size());
        int measures = profile.firstMeasure();
        boolean spaced = false;
        for (int column = table.strip().from(); column < table.strip().to(); column++) {
            carried.moveTo(column);
            if (column == measures) {
                endAll(carried);
            }
            if (isSpacer(column)) {
                spaced = true;
                paths.add(List.of());
            } else {
                if (spaced && !beginsAGroup(column)) {
                    dropGroups(carried);
                }
                spaced = false;
                List<String> path = path(column, carried);
                paths.add(path.isEmpty() && column < measures ? labelWithin(column) : path);
            }
        }
    }

    /**
     * The name of a label column that the top heading leaves unnamed, from repeated headings within the table: the
     * words that they share, as in ICB Code and further down Org Code.
     */
    private List<String> labelWithin(int column) {
        List<String> words = List.of();
        for (int row = table.body(); row <= table.last(); row++) {
            String label = table.kind(row) == InspectedRowKind.HEADING ? label(row, column) : "";
            if (!label.isEmpty()) {
                List<String> own = List.of(label.split(" ", -1));
                words = words.isEmpty() ? own : shared(words, own);
            }
        }
        return words.isEmpty() ? List.of() : List.of(String.join(" ", words));
    }

    private static List<String> shared(List<String> words, List<String> others) {
        List<String> shared = words.stream().filter(others::contains).toList();
        return shared.isEmpty() ? words : shared;
    }

    private boolean isSpacer(int column) {
        return profile.filled(column) == 0
                && levels.stream().allMatch(level -> table.strip().window().isBlank(level, column));
    }

    /** Whether a group begins at a column; labels above it on higher levels then continue. */
    private boolean beginsAGroup(int column) {
        int lowest = lowestLabel(column);
        return levels.stream()
                .limit(Math.max(0, lowest))
                .anyMatch(level -> !table.strip().window().isBlank(level, column));
    }

    private void endAll(CarriedLabels carried) {
        for (int level = 0; level < levels.size(); level++) {
            carried.end(level);
        }
    }

    /** A label that is alone on its level covers all columns to its right. */
    private void dropGroups(CarriedLabels carried) {
        for (int level = 0; level < levels.size(); level++) {
            int row = levels.get(level);
            long labels = table.strip().filledColumns(row).stream()
                    .filter(column -> column >= profile.firstMeasure())
                    .count();
            if (labels != 1 && !carried.isKnown(level)) {
                carried.end(level);
            }
        }
    }

    private List<String> path(int column, CarriedLabels carried) {
        int lowest = lowestLabel(column);
        List<String> path = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            String own = label(levels.get(level), column);
            if (!own.isEmpty()) {
                carried.begin(
                        level,
                        level < lowest || spansLabels(column, level) ? own : "",
                        table.strip().window().row(levels.get(level)).mergedAt(column));
                add(path, own);
            } else if (level < lowest || (lowest < 0 && profile.filled(column) > 0)) {
                add(path, carried.at(level));
            }
        }
        return List.copyOf(path);
    }

    /** One label over a code and its name: the next column holds words and has no label at all. */
    private boolean spansLabels(int column, int level) {
        int next = column + 1;
        return level == levels.size() - 1
                && next < profile.firstMeasure()
                && profile.filled(next) > 0
                && lowestLabel(next) < 0;
    }

    private int lowestLabel(int column) {
        int lowest = levels.size() - 1;
        while (lowest >= 0 && label(levels.get(lowest), column).isEmpty()) {
            lowest--;
        }
        return lowest;
    }

    private String label(int row, int column) {
        String text = table.strip().window().text(row, column);
        boolean remark = row != table.heading().lowest()
                && (text.length() > NoteText.LONGEST_LABEL
                        || text.toLowerCase(Locale.ROOT).startsWith("note"));
        return remark ? "" : marks.bare(text);
    }

    private static void add(List<String> path, String label) {
        boolean repeated = !path.isEmpty() && path.get(path.size() - 1).equals(label);
        if (!label.isEmpty() && !repeated) {
            path.add(label);
        }
    }
}
