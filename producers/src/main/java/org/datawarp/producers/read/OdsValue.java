package org.datawarp.producers.read;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jspecify.annotations.Nullable;

/** The value of one OpenDocument cell, which is exact when the shown text is rounded. */
final class OdsValue {

    private static final double MILLIS_A_DAY = 86_400_000d;
    private static final Set<String> ERRORS =
            Set.of("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A");

    private String type = "";
    private @Nullable String value;
    private @Nullable String text;
    private boolean formula;
    private boolean error;

    /** Takes an attribute of the cell if it is about the value. */
    void take(@Nullable String namespace, String name, String content) {
        switch (name) {
            case "value-type" -> {
                // LibreOffice repeats the value in its own namespace, for types that the standard lacks.
                if (namespace != null && namespace.contains("calcext")) {
                    error = content.equals("error");
                } else {
                    type = content;
                }
            }
            case "value", "date-value", "time-value", "boolean-value" -> value = content;
            case "string-value" -> text = content;
            case "formula" -> formula = true;
            default -> {}
        }
    }

    /** @param shown the text of the cell's paragraphs */
    Cell cell(String shown, NumberFormat format) {
        if (error || (formula && ERRORS.contains(shown))) {
            return shown.isEmpty() ? Cell.BLANK : new Cell(CellKind.ERROR, shown, "");
        }
        if (value == null) {
            return Cell.text(text == null ? shown : text);
        }
        Cell cell = switch (type) {
            case "float", "currency" -> number(value, format.code());
            case "percentage" -> number(value, format.code().isEmpty() ? "0%" : format.code());
            case "date" -> date(value, format.code());
            case "time" -> time(value, format.code().isEmpty() ? "[h]:mm:ss" : format.code());
            case "boolean" ->
                new Cell(CellKind.BOOLEAN, value.equals("true") || value.equals("1") ? "true" : "false", "");
            default -> null;
        };
        // A value that does not match its type is kept as shown.
        return cell == null ? Cell.text(shown) : cell;
    }

    private static @Nullable Cell number(String value, String code) {
        try {
            return new Cell(CellKind.NUMBER, NumberText.of(value), code);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Cell date(String value, String code) {
        String iso = SerialDate.written(value);
        return iso == null ? null : new Cell(CellKind.DATE, iso, code);
    }

    /** A time of day is a fraction of a day, as in other workbooks. */
    private static @Nullable Cell time(String value, String code) {
        try {
            double days = Duration.parse(value.replace(',', '.')).toMillis() / MILLIS_A_DAY;
            return new Cell(CellKind.NUMBER, NumberText.of(days), code);
        } catch (DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }
}
