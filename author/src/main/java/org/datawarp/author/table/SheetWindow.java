package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.Shape;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.HeadingText;

/** The first rows of a sheet, each cell with its shape. Owned by one thread. */
final class SheetWindow {

    private final List<SheetRow> rows = new ArrayList<>();
    private final List<Shape[]> shapes = new ArrayList<>();
    private int width;

    void add(SheetRow row) {
        Shape[] shape = new Shape[row.cells().size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Shape.of(row.cells().get(i));
            if (shape[i] != Shape.BLANK) {
                width = Math.max(width, i + 1);
            }
        }
        rows.add(row);
        shapes.add(shape);
    }

    int size() {
        return rows.size();
    }

    /** Columns up to the last that holds anything. */
    int width() {
        return width;
    }

    /** How many fields each row has if all are records of a text file with equally many fields; else 0. */
    int recordWidth() {
        int fields = rows.isEmpty() ? 0 : rows.get(0).cells().size();
        for (SheetRow row : rows) {
            if (row.cells().size() != fields) {
                return 0;
            }
            for (Cell cell : row.cells()) {
                if (cell.kind() != CellKind.TEXT && cell.kind() != CellKind.BLANK) {
                    return 0;
                }
            }
        }
        return fields;
    }

    SheetRow row(int index) {
        return rows.get(index);
    }

    Cell cell(int index, int column) {
        return rows.get(index).cell(column);
    }

    Shape shape(int index, int column) {
        Shape[] row = shapes.get(index);
        return column < row.length ? row[column] : Shape.BLANK;
    }

    boolean isBlank(int index, int column) {
        return shape(index, column) == Shape.BLANK;
    }

    /** As shown, white space collapsed; empty for a blank. */
    String text(int index, int column) {
        Cell cell = cell(index, column);
        return cell.isBlank() ? "" : HeadingText.collapsed(CellText.shown(cell));
    }
}
