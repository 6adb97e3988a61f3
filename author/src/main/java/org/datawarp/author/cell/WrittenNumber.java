package org.datawarp.author.cell;

import java.math.BigDecimal;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.streams.apply.NumberText;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is written in a cell.
 *
 * @param unit such as "%", when the cell itself says so; else empty
 * @param mark that follows it, such as "[p]" or "*"; else empty
 */
public record WrittenNumber(BigDecimal value, String unit, String mark) {

    private static final String PERCENT = "%";
    private static final String POUND = "\u00A3";

    /** Longer than any figure. */
    private static final int LONGEST = 40;

    /** @return null when the cell does not hold a number */
    public static @Nullable WrittenNumber of(Cell cell) {
        return switch (cell.kind()) {
            case NUMBER -> ofNumber(cell);
            case TEXT -> find(CellText.strip(cell.text()));
            case BLANK, DATE, BOOLEAN, ERROR -> null;
        };
    }

    private static @Nullable WrittenNumber ofNumber(Cell cell) {
        BigDecimal value = cell.text().isEmpty() ? null : NumberText.exact(cell.text());
        String unit = cell.format().contains(PERCENT) ? PERCENT : cell.format().contains(POUND) ? POUND : "";
        return value == null ? null : new WrittenNumber(value, unit, "");
    }

    /** @param text stripped */
    static @Nullable WrittenNumber find(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !mayBegin(text.charAt(0))) {
            return null;
        }
        WrittenNumber number = withUnit(text, "");
        int mark = number == null ? StandardMarks.after(text) : text.length();
        return mark == text.length() ? number : withUnit(CellText.strip(text.substring(0, mark)), text.substring(mark));
    }

    private static @Nullable WrittenNumber withUnit(String text, String mark) {
        String plain = NumberText.withHyphen(text);
        String sign = plain.startsWith("-") ? "-" : "";
        String rest = plain.substring(sign.length());
        String unit = "";
        if (rest.endsWith(PERCENT)) {
            unit = PERCENT;
            rest = rest.substring(0, rest.length() - 1).strip();
        } else if (rest.startsWith(POUND)) {
            unit = POUND;
            rest = rest.substring(1).strip();
            // A unit, such as £000, and not a sum.
            rest = rest.startsWith("00") ? "" : rest;
        }
        BigDecimal value = rest.isEmpty() ? null : NumberText.exact(sign + rest);
        return value == null ? null : new WrittenNumber(value, unit, mark);
    }

    private static boolean mayBegin(char c) {
        return (c >= '0' && c <= '9') || "-+.(\u2212\u2013\u00A3".indexOf(c) >= 0;
    }

    /** Whether a cell is a whole number with as many digits as a year, perhaps with a mark. */
    public static boolean isYear(Cell cell) {
        boolean may = cell.kind() == CellKind.NUMBER || cell.kind() == CellKind.TEXT;
        String shown = CellText.strip(cell.text());
        boolean marked = may && shown.length() > 4 && !isDigit(shown.charAt(4)) && digits(shown.substring(0, 4));
        String text = marked ? CellText.strip(shown.substring(0, StandardMarks.after(shown))) : shown;
        return may && text.length() == 4 && (text.startsWith("19") || text.startsWith("20")) && digits(text);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(WrittenNumber::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
