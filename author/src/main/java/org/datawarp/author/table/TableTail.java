package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.author.cell.CodeText;
import org.datawarp.author.cell.NoteText;
import org.datawarp.author.cell.Shape;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.HeadingText;

/** Judges the rows of a table beyond the window, each by itself and by what the window showed about the columns. */
final class TableTail {

    private final TableDraft table;
    private final ColumnProfile profile;
    private final List<Integer> columns;

    TableTail(TableDraft table) {
        this.table = table;
        this.profile = new ColumnProfile(table.strip(), table.dataRows());
        this.columns = IntStream.range(table.strip().from(), table.strip().to())
                .boxed()
                .toList();
    }

    /**
     * {@code SECTION} for a label, which becomes a section only if data follows; {@code NOTE} for a row that ends the
     * table.
     */
    InspectedRowKind kind(SheetRow row) {
        List<Integer> filled = new ArrayList<>();
        boolean figure = false;
        boolean code = false;
        for (int column : columns) {
            if (!CellText.isBlank(row.cell(column))) {
                filled.add(column);
                figure |= Shape.of(row.cell(column)).isFigure() && profile.isFigures(column);
                code |= profile.isCodes(column) && CodeText.mayBeCode(text(row, column));
            }
        }
        if (filled.isEmpty()) {
            return InspectedRowKind.BLANK;
        }
        if (filled.size() == 1) {
            boolean note = NoteText.isNote(text(row, filled.get(0)));
            return note ? InspectedRowKind.NOTE : InspectedRowKind.SECTION;
        }
        if (repeatsHeading(row, filled)) {
            return InspectedRowKind.HEADING;
        }
        return figure || code || fillsLabels(row) ? InspectedRowKind.DATA : InspectedRowKind.NOTE;
    }

    private boolean fillsLabels(SheetRow row) {
        return columns.stream()
                .filter(column -> profile.filled(column) > 0 && !profile.isFigures(column))
                .noneMatch(column -> CellText.isBlank(row.cell(column)));
    }

    private boolean repeatsHeading(SheetRow row, List<Integer> filled) {
        SheetWindow window = table.strip().window();
        return table.heading().levels().stream()
                .anyMatch(level -> filled.stream()
                        .allMatch(column -> window.text(level, column).equals(text(row, column))));
    }

    static String text(SheetRow row, int column) {
        return HeadingText.collapsed(CellText.shown(row.cell(column)));
    }

    /** The one label of a row; empty when it has none. */
    String label(SheetRow row) {
        return columns.stream()
                .map(column -> text(row, column))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
