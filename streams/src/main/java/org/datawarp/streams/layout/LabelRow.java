package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;

/**
 * A row that says what the rows below it are about: a single text, such as {@code Males}, or a text after its kind,
 * such as {@code Trust:} and {@code Barts}.
 */
public final class LabelRow {

    private LabelRow() {}

    public static boolean is(SheetRow row) {
        List<Cell> filled = filled(row);
        boolean texts = filled.stream().allMatch(cell -> cell.kind() == CellKind.TEXT);
        return texts
                && (filled.size() == 1
                        || (filled.size() == 2 && shown(filled.get(0)).endsWith(":")));
    }

    /** The label of such a row, without note marks and without a colon at its end. */
    public static String text(SheetRow row) {
        List<Cell> filled = filled(row);
        String label = shown(filled.get(filled.size() - 1));
        String bare = HeadingText.withoutNoteMarks(label);
        return bare.endsWith(":") ? bare.substring(0, bare.length() - 1).strip() : bare;
    }

    private static String shown(Cell cell) {
        return HeadingText.collapsed(CellText.shown(cell));
    }

    private static List<Cell> filled(SheetRow row) {
        List<Cell> filled = new ArrayList<>();
        for (Cell cell : row.cells()) {
            if (!CellText.isBlank(cell)) {
                filled.add(cell);
            }
        }
        return filled;
    }
}
