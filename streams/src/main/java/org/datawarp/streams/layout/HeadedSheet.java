package org.datawarp.streams.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;

/** The first rows of a sheet, with every cell read as a heading might be, once for all datasets. */
final class HeadedSheet {

    /** A title may contain a single number. */
    private static final int FEWEST_FIGURES = 2;

    private final List<SheetRow> rows;
    private final List<List<String>> texts = new ArrayList<>();
    private final List<Set<String>> names = new ArrayList<>();

    /** @param rows in order */
    HeadedSheet(List<SheetRow> rows) {
        this.rows = rows;
        for (SheetRow row : rows) {
            List<String> shown = new ArrayList<>(row.cells().size());
            row.cells().forEach(cell -> shown.add(HeadingText.collapsed(CellText.shown(cell))));
            texts.add(shown);
            names.add(namesIn(shown));
        }
    }

    private static Set<String> namesIn(List<String> shown) {
        Set<String> names = new HashSet<>();
        for (String text : shown) {
            if (!text.isEmpty()) {
                String tolerant = HeadingText.tolerant(text);
                names.add(tolerant);
                names.add(HeadingText.lastLevel(tolerant));
            }
        }
        return names;
    }

    int size() {
        return rows.size();
    }

    SheetRow row(int index) {
        return rows.get(index);
    }

    /** Whether some cell of a row has this text, compared tolerantly. */
    boolean names(int index, String tolerant) {
        return names.get(index).contains(tolerant);
    }

    boolean isBlank(int index) {
        return names.get(index).isEmpty();
    }

    /**
     * The first text of each row in a band and above it, joined by spaces. Stops at a row of figures, which belongs to
     * the table before.
     */
    String textsOver(int index, int depth) {
        Deque<String> over = new ArrayDeque<>();
        for (int row = index + depth - 1; row >= 0; row--) {
            if (row < index && figures(row) >= FEWEST_FIGURES) {
                break;
            }
            texts.get(row).stream().filter(text -> !text.isEmpty()).findFirst().ifPresent(over::addFirst);
        }
        return String.join(" ", over);
    }

    private long figures(int index) {
        return rows.get(index).cells().stream()
                .filter(cell -> cell.kind() == CellKind.NUMBER)
                .count();
    }

    /** @param index of the band's first row */
    HeadingBand band(int index, int depth) {
        return new HeadingBand(
                rows.get(index).row(), rows.get(index + depth - 1).row(), rows.subList(index, index + depth));
    }

    /**
     * Composes the headings of a band. A label in a merged cell is carried right to the end of that cell. Any other is
     * carried over blanks while there is something below them. It ends at the next label on its own level or above, and
     * at a column that is blank in the whole band. A label with nothing below it names its own column only.
     */
    List<ColumnHeading> headings(int index, int depth) {
        int width = 0;
        for (int level = 0; level < depth; level++) {
            width = Math.max(width, texts.get(index + level).size());
        }
        List<ColumnHeading> headings = new ArrayList<>();
        CarriedLabels carried = new CarriedLabels(depth);
        for (int column = 0; column < width; column++) {
            carried.moveTo(column);
            List<String> levels = levels(index, depth, column, carried);
            if (!levels.isEmpty()) {
                headings.add(new ColumnHeading(valueColumn(index, depth, column), levels));
            }
        }
        return headings;
    }

    /** A heading in a cell over several columns names the only one of them that holds anything below it. */
    private int valueColumn(int index, int depth, int column) {
        int lowest = lowestLabel(index, depth, column);
        MergedCell merged = lowest < 0 ? null : rows.get(index + lowest).mergedAt(column);
        if (merged == null || merged.columns() == 1 || isFilled(index + depth, column)) {
            return column;
        }
        List<Integer> filled = IntStream.range(column + 1, merged.end())
                .filter(covered -> isFilled(index + depth, covered))
                .boxed()
                .toList();
        boolean only = filled.size() == 1 && lowestLabel(index, depth, filled.get(0)) < 0;
        return only ? filled.get(0) : column;
    }

    private boolean isFilled(int from, int column) {
        return IntStream.range(from, rows.size())
                .anyMatch(row -> !text(row, column).isEmpty());
    }

    /** @param carried the label in force on each level but the last; brought up to date */
    private List<String> levels(int index, int depth, int column, CarriedLabels carried) {
        int lowest = lowestLabel(index, depth, column);
        if (lowest < 0) {
            carried.endGuessed();
            return List.of();
        }
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < depth; level++) {
            String own = text(index + level, column);
            if (!own.isEmpty()) {
                carried.begin(
                        level,
                        level < lowest ? own : "",
                        rows.get(index + level).mergedAt(column));
                addLabel(levels, own);
            } else if (level < lowest) {
                addLabel(levels, carried.at(level));
            }
        }
        return levels;
    }

    /** A label that repeats the one above it, as merged cells do in some files, is one label. */
    private static void addLabel(List<String> levels, String label) {
        boolean repeated = !levels.isEmpty() && levels.get(levels.size() - 1).equals(label);
        if (!label.isEmpty() && !repeated) {
            levels.add(label);
        }
    }

    private int lowestLabel(int index, int depth, int column) {
        for (int level = depth - 1; level >= 0; level--) {
            if (!text(index + level, column).isEmpty()) {
                return level;
            }
        }
        return -1;
    }

    private String text(int index, int column) {
        List<String> row = texts.get(index);
        return column < row.size() ? row.get(column) : "";
    }
}
