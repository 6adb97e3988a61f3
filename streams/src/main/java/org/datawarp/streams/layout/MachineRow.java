package org.datawarp.streams.layout;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.schemas.manifest.Unpivot;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.table.ColumnType;

/** Recognises the row of machine-readable names that some publishers put under the headings. */
final class MachineRow {

    /** At least two letters, so that no suppression mark is taken for a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]+([_.][A-Za-z0-9]+)*");

    private static final int FEWEST_FIGURES = 2;

    private MachineRow() {}

    /**
     * Whether a row under a band holds only names, all different, even in figure columns. A row of suppressed figures
     * repeats its mark, so it is not such a row.
     */
    static boolean is(SheetRow row, TableRegion region) {
        Set<String> names = new HashSet<>();
        for (Cell cell : row.cells()) {
            boolean differs = CellText.isBlank(cell)
                    || (isName(cell)
                            && !region.dataset().marks().containsKey(CellText.strip(cell.text()))
                            && names.add(name(cell)));
            if (!differs) {
                return false;
            }
        }
        long figures = region.fields().stream()
                .filter(field -> isNumeric(field.field().type()))
                .filter(field -> !CellText.isBlank(row.cell(field.column())))
                .count();
        return figures + wideFigures(row, region) >= FEWEST_FIGURES;
    }

    private static long wideFigures(SheetRow row, TableRegion region) {
        Unpivot unpivot = region.dataset().unpivot();
        if (unpivot == null || !isNumeric(unpivot.value().type())) {
            return 0;
        }
        return region.wide().stream()
                .filter(column -> !CellText.isBlank(row.cell(column.column())))
                .count();
    }

    private static boolean isName(Cell cell) {
        return cell.kind() == CellKind.TEXT
                && NAME.matcher(CellText.strip(cell.text())).matches();
    }

    private static String name(Cell cell) {
        return CellText.strip(cell.text()).toLowerCase(Locale.ROOT);
    }

    private static boolean isNumeric(ColumnType type) {
        return switch (type.base()) {
            case INTEGER, NUMBER, DECIMAL -> true;
            case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
        };
    }
}
