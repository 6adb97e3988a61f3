package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.datawarp.author.cell.CellName;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/** Draws one table into a sheet. Rows and columns count from 0. */
final class GeneratedTableBody {

    private final Random random;
    private final Drawing drawing;
    private final GeneratedLabels labels;
    private final GeneratedHeading heading;
    private final int left;
    private final boolean csv;
    private final int[] columns;
    private final List<GeneratedFigures> figures = new ArrayList<>();
    private String unitRow = "";
    private int parentRow;
    private int top;

    GeneratedTableBody(
            Random random, Drawing drawing, GeneratedLabels labels, GeneratedHeading heading, int left, boolean csv) {
        this.random = random;
        this.drawing = drawing;
        this.labels = labels;
        this.heading = heading;
        this.left = left;
        this.csv = csv;
        this.columns = new int[heading.paths().size()];
        int column = left + labels.headings().size();
        for (int i = 0; i < columns.length; i++) {
            column += heading.gaps().get(i) ? 1 : 0;
            columns[i] = column++;
            figures.add(new GeneratedFigures(random));
        }
    }

    int right() {
        return columns[columns.length - 1];
    }

    void drawHeading(int row, Set<String> layouts) {
        top = layouts.isEmpty() ? top : row;
        boolean labelsOnTop = heading.depth() == 2 && random.nextInt(4) == 0;
        int labelRow = labelsOnTop ? row : row + heading.depth() - 1;
        for (int i = 0; i < labels.headings().size(); i++) {
            drawing.text(labelRow, left + i, labels.headings().get(i));
            if (heading.merged()) {
                drawing.merge(labelRow, left + i, 1, row + heading.depth() - labelRow);
            }
        }
        for (int measure = 0; measure < columns.length; measure++) {
            for (int level = 0; level < heading.depth(); level++) {
                if (heading.isDrawn(measure, level)) {
                    Cell cell = heading.paths().get(measure).get(level);
                    drawing.put(row + level, columns[measure], SheetGenerator.headingMark(cell, random));
                    mergeGroup(row + level, measure, level);
                }
            }
        }
        if (labelsOnTop) {
            layouts.add("labels-on-top");
        }
        if (heading.full()) {
            layouts.add("full-groups");
        }
    }

    private void mergeGroup(int row, int measure, int level) {
        boolean group = level < heading.depth() - 1
                && heading.paths().get(measure).get(level).kind() != CellKind.BLANK;
        if (heading.merged() && group) {
            int last = heading.groupEnd(measure, level) - 1;
            drawing.merge(row, columns[measure], columns[last] - columns[measure] + 1, 1);
        }
    }

    void drawMachineNames(int row) {
        for (int i = 0; i < labels.headings().size(); i++) {
            drawing.text(row, left + i, machine(labels.headings().get(i)));
        }
        for (int i = 0; i < columns.length; i++) {
            drawing.text(row, columns[i], "measure_" + (char) ('a' + i) + "_count");
        }
    }

    private static String machine(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    void drawUnits(int row) {
        unitRow = random.nextBoolean() ? "\u00A3000" : "%";
        for (int column : columns) {
            drawing.text(row, column, unitRow);
        }
    }

    void drawRow(int row, int number, boolean maySuppress) {
        List<Cell> cells = labels.row(number);
        for (int i = 0; i < cells.size(); i++) {
            drawing.put(row, left + i, cells.get(i));
        }
        if (!cells.get(0).isBlank() || number == 0) {
            parentRow = row;
        } else if (heading.merged()) {
            drawing.merge(parentRow, left, 1, row - parentRow + 1);
        }
        boolean suppressed = maySuppress && random.nextInt(14) == 0;
        for (int i = 0; i < columns.length; i++) {
            drawing.put(
                    row,
                    columns[i],
                    suppressed ? figures.get(i).mark() : figures.get(i).next());
        }
    }

    void drawTotal(int row) {
        List<Cell> cells = labels.total(random);
        for (int i = 0; i < cells.size(); i++) {
            drawing.put(row, left + i, cells.get(i));
        }
        for (int i = 0; i < columns.length; i++) {
            drawing.put(row, columns[i], figures.get(i).next());
        }
    }

    /** @param end the row after the last */
    ExpectedTable expected(List<Integer> headerRows, int end, long data, long totals, int sections) {
        List<ExpectedTable.Column> expected = new ArrayList<>();
        for (int i = 0; i < labels.headings().size(); i++) {
            expected.add(new ExpectedTable.Column(labels.headings().get(i), labelType(i), "any", labelMarks(i, end)));
        }
        for (int i = 0; i < columns.length; i++) {
            List<String> path = heading.paths().get(i).stream()
                    .filter(cell -> cell.kind() != CellKind.BLANK)
                    .map(cell -> (csv ? Drawing.asText(cell) : cell).text())
                    .toList();
            GeneratedFigures column = figures.get(i);
            expected.add(new ExpectedTable.Column(
                    String.join(" / ", path),
                    column.type().toString(),
                    unitRow.isEmpty() ? column.unit() : unitRow,
                    column.marks()));
        }
        String region = CellName.of(left, top + 1) + ":" + CellName.of(right(), end);
        return new ExpectedTable(region, headerRows, expected, data, totals, sections);
    }

    private String labelType(int i) {
        return switch (labels) {
            case MONTHS -> "date";
            case WEEKS -> i == 0 ? "integer" : "date";
            case YEARS -> "integer";
            case NUMERIC_CODES -> "text";
            case CODE_AND_NAME,
                    REGION_CODE_NAME,
                    REGION_ONCE,
                    NAME,
                    NAMELESS,
                    AREA_CODES,
                    PADDED_CODES,
                    YEAR_ONCE,
                    AGES -> "text";
        };
    }

    /** A dash in place of a nation's code is a mark. */
    private Set<String> labelMarks(int column, int end) {
        for (int row = top; row < end; row++) {
            if (drawing.shows(row, left + column, "-")) {
                return Set.of("-");
            }
        }
        return Set.of();
    }
}
