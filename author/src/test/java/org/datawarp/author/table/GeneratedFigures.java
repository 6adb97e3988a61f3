package org.datawarp.author.table;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.table.ColumnType;

/** Figures of one column in one published form, some of them replaced by marks or followed by them. */
final class GeneratedFigures {

    /** How publishers write figures. */
    enum Form {
        WHOLE,
        DECIMAL,
        COMMAS,
        SPACES,
        BRACKETS,
        PERCENT_FORMAT,
        PERCENT_TEXT
    }

    private static final String[] MARKS = {
        "*", "-", ":", ".", "..", "c", "x", "z", "k", "~", "\u2020", "[c]", "[x]", "[z]", "[low]", "[u]", "[w]", "n/a",
        "#N/A", "<5", "\u2013", "N/A", "..."
    };

    /** Marks that follow a figure. */
    private static final String[] DOUBTS = {"[p]", "[r]", "[e]", "*", "(r)", "(p)"};

    private static final int MARKED = 6;

    private final Form form;
    private final String mark;
    private final String doubt;
    private final Random random;
    private final Set<String> marks = new LinkedHashSet<>();
    private boolean begun;

    GeneratedFigures(Random random) {
        this.random = random;
        int choice = random.nextInt(12);
        this.form = choice < Form.values().length ? Form.values()[choice] : Form.WHOLE;
        this.mark = random.nextInt(3) == 0 ? MARKS[random.nextInt(MARKS.length)] : "";
        this.doubt = mark.isEmpty() && random.nextInt(8) == 0 ? DOUBTS[random.nextInt(DOUBTS.length)] : "";
    }

    /** The next figure; the first always has the column's type. */
    Cell next() {
        boolean plain = !begun;
        begun = true;
        if (!plain && !mark.isEmpty() && random.nextInt(MARKED) == 0) {
            return mark();
        }
        Cell figure = figure();
        if (!plain && !doubt.isEmpty() && random.nextInt(MARKED) == 0) {
            marks.add(doubt);
            return Cell.text(Drawing.asText(figure).text() + (doubt.equals("*") ? "" : " ") + doubt);
        }
        return figure;
    }

    Cell mark() {
        String own = mark.isEmpty() ? "-" : mark;
        marks.add(own);
        return own.equals("#N/A") ? new Cell(CellKind.ERROR, own, "") : Cell.text(own);
    }

    private Cell figure() {
        int whole = random.nextInt(4) == 0 ? random.nextInt(40) : 1000 + random.nextInt(900_000);
        String decimal = BigDecimal.valueOf(random.nextInt(998) * 10L + 1 + random.nextInt(8), 2)
                .toPlainString();
        return switch (form) {
            case WHOLE -> Cell.number(String.valueOf(whole));
            case DECIMAL -> Cell.number(decimal);
            case COMMAS -> Cell.text("%,d".formatted(whole));
            case SPACES -> Cell.text("%,d".formatted(whole).replace(',', ' '));
            case BRACKETS -> Cell.text(random.nextInt(3) == 0 ? "(%,d)".formatted(whole) : "%,d".formatted(whole));
            case PERCENT_FORMAT ->
                new Cell(
                        CellKind.NUMBER,
                        new BigDecimal(decimal).movePointLeft(2).toPlainString(),
                        "0.0%");
            case PERCENT_TEXT -> Cell.text(decimal + "%");
        };
    }

    ColumnType type() {
        return switch (form) {
            case WHOLE, COMMAS, SPACES, BRACKETS -> ColumnType.INTEGER;
            case DECIMAL, PERCENT_FORMAT, PERCENT_TEXT -> ColumnType.NUMBER;
        };
    }

    String unit() {
        return form == Form.PERCENT_FORMAT || form == Form.PERCENT_TEXT ? "%" : "";
    }

    Set<String> marks() {
        return marks;
    }
}
