package org.datawarp.producers.read;

import java.util.Map;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/** Values as the binary workbooks of all versions store them. */
final class BiffValue {

    private static final Map<Integer, String> ERRORS = Map.of(
            0x00, "#NULL!",
            0x07, "#DIV/0!",
            0x0F, "#VALUE!",
            0x17, "#REF!",
            0x1D, "#NAME?",
            0x24, "#NUM!",
            0x2A, "#N/A",
            0x2B, "#GETTING_DATA");

    private BiffValue() {}

    /** A number in four bytes: a whole number or the upper half of a double, possibly divided by 100. */
    static double rk(int rk) {
        double value = (rk & 2) != 0 ? rk >> 2 : Double.longBitsToDouble((rk & 0xFFFFFFFCL) << Integer.SIZE);
        return (rk & 1) != 0 ? value / 100 : value;
    }

    static Cell number(double value, NumberFormat format, SerialDate dates) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? new Cell(CellKind.ERROR, "#NUM!", "")
                : format.cell(value, dates);
    }

    static Cell truth(int value) {
        return new Cell(CellKind.BOOLEAN, value == 0 ? "false" : "true", "");
    }

    static Cell error(int code) {
        return new Cell(CellKind.ERROR, ERRORS.getOrDefault(code, "#ERROR-" + code), "");
    }
}
