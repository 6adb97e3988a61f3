package org.datawarp.streams.apply;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.PlacedField;
import org.datawarp.streams.layout.TableRegion;

/** Distinguishes rows of a table from the other rows among and under them: notes, sources, labels of groups. */
final class Remarks {

    /** How notes begin. Checked only in rows without figures, because data may begin the same way. */
    private static final List<String> OPENINGS = List.of(
            "note",
            "source",
            "copyright",
            "\u00A9",
            "*",
            "\u2020",
            "\u2021",
            "footnote",
            "please ",
            "contact",
            "published",
            "for more",
            "for further",
            "this ",
            "these ");

    /** No name of anything is longer. */
    private static final int LONGEST_NAME = 120;

    private final int[] figures;
    private final int[] columns;
    private final List<FieldSlot> identity;
    private final Set<Integer> unnamed;
    private final boolean wide;

    Remarks(TableRegion region, List<FieldSlot> identity) {
        this.figures =
                region.figureColumns().stream().mapToInt(Integer::intValue).toArray();
        this.columns = region.columns().stream().mapToInt(Integer::intValue).toArray();
        this.identity = identity;
        this.unnamed = region.band().rows().isEmpty()
                ? Set.of()
                : region.fields().stream()
                        .filter(field -> field.heading().isEmpty())
                        .map(PlacedField::column)
                        .collect(Collectors.toSet());
        this.wide = !region.wide().isEmpty();
    }

    boolean hasFigure(SheetRow row) {
        for (int column : figures) {
            if (!CellText.isBlank(row.cell(column))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a row without figures is a remark. It is a row of the table only if it has all its labels, in at least
     * two cells, and does not begin like a note. In a table where rows exist only for their figures, it is always a
     * remark.
     */
    boolean isRemark(SheetRow row) {
        boolean lacksKey =
                identity.stream().anyMatch(slot -> !slot.field().blank() && CellText.isBlank(slot.cell(row)));
        return wide || lacksKey || filled(row) < 2 || opensANote(row);
    }

    /**
     * Whether a row without figures is a further row of headings: it names just the columns that the heading band
     * leaves without a name.
     */
    boolean namesColumns(SheetRow row) {
        int named = 0;
        for (int column = 0; column < row.cells().size(); column++) {
            if (!CellText.isBlank(row.cell(column))) {
                if (!unnamed.contains(column)) {
                    return false;
                }
                named++;
            }
        }
        return named >= 2;
    }

    /** Whether all cells that identify a row are blank. A blank that repeats a label counts as blank. */
    boolean isNameless(SheetRow row) {
        return !identity.isEmpty() && identity.stream().allMatch(slot -> CellText.isBlank(slot.own(row)));
    }

    /** Whether a row's text begins like a note. */
    boolean opensANote(SheetRow row) {
        for (Cell cell : row.cells()) {
            if (!CellText.isBlank(cell)) {
                String text = CellText.strip(cell.text()).toLowerCase(Locale.ROOT);
                return text.length() > LONGEST_NAME || OPENINGS.stream().anyMatch(text::startsWith);
            }
        }
        return false;
    }

    private int filled(SheetRow row) {
        int filled = 0;
        for (int column : columns) {
            filled += CellText.isBlank(row.cell(column)) ? 0 : 1;
        }
        return filled;
    }
}
