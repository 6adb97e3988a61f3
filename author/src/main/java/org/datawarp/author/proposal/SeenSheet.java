package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.SheetInspector;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.LayoutFinder;

/**
 * A sheet as it was published.
 *
 * @param rows the first of them, enough to tell what it is
 */
record SeenSheet(SheetOpened opened, List<SheetRow> rows) {

    SeenSheet {
        rows = List.copyOf(rows);
    }

    /** As many as decide on a sheet's layout. */
    List<SheetRow> firstRows() {
        return rows.subList(0, Math.min(rows.size(), LayoutFinder.LOOKAHEAD));
    }

    /** The cells of a column, from 0, below a row. */
    List<Cell> cells(int column, int below) {
        List<Cell> cells = new ArrayList<>();
        for (SheetRow row : rows) {
            if (row.row() > below && !CellText.isBlank(row.cell(column))) {
                cells.add(row.cell(column));
            }
        }
        return cells;
    }

    /** The different texts in some columns, from 0, below a row: one for each row that has all of them. */
    Set<String> texts(List<Integer> columns, int below) {
        Set<String> texts = new HashSet<>();
        for (SheetRow row : rows) {
            if (row.row() > below && columns.stream().noneMatch(column -> CellText.isBlank(row.cell(column)))) {
                List<String> parts = columns.stream()
                        .map(column -> CellText.shown(row.cell(column)))
                        .toList();
                texts.add(String.join("\t", parts));
            }
        }
        return texts;
    }

    /** What is understood of it without a manifest. */
    InspectedSheet inspected() {
        SheetInspector inspector = new SheetInspector(
                new SheetNames(opened.fileName(), opened.member(), opened.name(), opened.hidden()), 0);
        rows.forEach(inspector::row);
        return inspector.finish();
    }

    /** For a person. */
    String place() {
        boolean same = opened.fileName().equals(opened.name());
        return same ? opened.fileName() : "%s › %s".formatted(opened.fileName(), opened.name());
    }
}
