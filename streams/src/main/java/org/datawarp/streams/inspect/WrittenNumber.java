package org.datawarp.streams.inspect;

import java.math.BigDecimal;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.streams.apply.NumberText;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * A number as it stands in a cell.
 *
 * @param unit such as "%", when the cell itself says so; else empty
 */
record WrittenNumber(BigDecimal value, String unit) {

    private static final String PERCENT = "%";
    private static final String POUND = "\u00A3";

    /** More than any figure takes. */
    private static final int LONGEST = 40;

    /** @return null when the cell holds no number */
    static @Nullable WrittenNumber of(Cell cell) {
        return switch (cell.kind()) {
            case NUMBER -> ofNumber(cell);
            case TEXT -> find(CellText.strip(cell.text()));
            case BLANK, DATE, BOOLEAN, ERROR -> null;
        };
    }

    private static @Nullable WrittenNumber ofNumber(Cell cell) {
        BigDecimal value = cell.text().isEmpty() ? null : NumberText.exact(cell.text());
        String unit = cell.format().contains(PERCENT) ? PERCENT : cell.format().contains(POUND) ? POUND : "";
        return value == null ? null : new WrittenNumber(value, unit);
    }

    /** @param text stripped */
    static @Nullable WrittenNumber find(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !mayBegin(text.charAt(0))) {
            return null;
        }
        String unit = "";
        String plain = text;
        if (text.endsWith(PERCENT)) {
            unit = PERCENT;
            plain = text.substring(0, text.length() - 1).strip();
        } else if (text.startsWith(POUND)) {
            unit = POUND;
            plain = text.substring(1).strip();
            // A unit, such as £000, and not a sum.
            plain = plain.startsWith("00") ? "" : plain;
        }
        BigDecimal value = plain.isEmpty() ? null : NumberText.exact(plain);
        return value == null ? null : new WrittenNumber(value, unit);
    }

    private static boolean mayBegin(char c) {
        return (c >= '0' && c <= '9') || "-+.\u2212\u00A3".indexOf(c) >= 0;
    }

    /** Whether a cell of a spreadsheet or a text is a whole number of so many digits as a year has. */
    static boolean isYear(Cell cell) {
        boolean may = cell.kind() == CellKind.NUMBER || cell.kind() == CellKind.TEXT;
        String text = CellText.strip(cell.text());
        return may && text.length() == 4 && (text.startsWith("19") || text.startsWith("20")) && digits(text);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
