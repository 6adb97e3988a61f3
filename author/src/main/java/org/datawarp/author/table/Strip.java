package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of a window that are read together; tables side by side are in different strips.
 *
 * @param from first column, from 0
 * @param to column after the last
 */
record Strip(SheetWindow window, int from, int to) {

    int size() {
        return window.size();
    }

    int filled(int row) {
        int filled = 0;
        for (int column = from; column < to; column++) {
            filled += window.isBlank(row, column) ? 0 : 1;
        }
        return filled;
    }

    /** The first column of a row that is filled; {@link #to} when none is. */
    int first(int row) {
        int column = from;
        while (column < to && window.isBlank(row, column)) {
            column++;
        }
        return column;
    }

    List<Integer> filledColumns(int row) {
        List<Integer> columns = new ArrayList<>();
        for (int column = from; column < to; column++) {
            if (!window.isBlank(row, column)) {
                columns.add(column);
            }
        }
        return columns;
    }

    String firstText(int row) {
        int column = first(row);
        return column == to ? "" : window.text(row, column);
    }
}
