package org.datawarp.producers.read;

import java.util.Locale;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/**
 * A number format of a workbook.
 *
 * @param code as in the file, such as {@code 0.0%}; empty when general
 * @param date whether it shows a number as a date: with a day, a month or a year. A time of day or a duration alone
 *     does not count, because no date can be read from it
 */
record NumberFormat(String code, boolean date) {

    static final NumberFormat GENERAL = new NumberFormat("", false);

    static NumberFormat of(String code) {
        return code.isEmpty() || code.equalsIgnoreCase("General")
                ? GENERAL
                : new NumberFormat(code, showsDate(letters(code)));
    }

    /** @param name a named format of style sheets and XML, such as {@code Percent}, or a code */
    static NumberFormat named(String name) {
        return of(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "general number" -> "General";
                    case "percent" -> "0.00%";
                    case "fixed" -> "0.00";
                    case "standard" -> "#,##0.00";
                    case "currency", "euro currency" -> "£#,##0.00";
                    case "scientific" -> "0.00E+00";
                    case "short date", "general date" -> "dd/mm/yyyy";
                    case "medium date" -> "dd-mmm-yy";
                    case "long date" -> "dd mmmm yyyy";
                    case "short time", "medium time", "long time" -> "hh:mm:ss";
                    default -> name;
                });
    }

    /** @return the format with this number when the workbook does not define it; general when unknown */
    static NumberFormat builtIn(int id) {
        return of(
                switch (id) {
                    case 1 -> "0";
                    case 2 -> "0.00";
                    case 3 -> "#,##0";
                    case 4 -> "#,##0.00";
                    case 5 -> "\"$\"#,##0_);(\"$\"#,##0)";
                    case 6 -> "\"$\"#,##0_);[Red](\"$\"#,##0)";
                    case 7 -> "\"$\"#,##0.00_);(\"$\"#,##0.00)";
                    case 8 -> "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)";
                    case 9 -> "0%";
                    case 10 -> "0.00%";
                    case 11 -> "0.00E+00";
                    case 12 -> "# ?/?";
                    case 13 -> "# ??/??";
                    case 14 -> "mm-dd-yy";
                    case 15 -> "d-mmm-yy";
                    case 16 -> "d-mmm";
                    case 17 -> "mmm-yy";
                    case 18 -> "h:mm AM/PM";
                    case 19 -> "h:mm:ss AM/PM";
                    case 20 -> "h:mm";
                    case 21 -> "h:mm:ss";
                    case 22 -> "m/d/yy h:mm";
                    default -> builtInFrom37(id);
                });
    }

    private static String builtInFrom37(int id) {
        return switch (id) {
            case 37 -> "#,##0 ;(#,##0)";
            case 38 -> "#,##0 ;[Red](#,##0)";
            case 39 -> "#,##0.00;(#,##0.00)";
            case 40 -> "#,##0.00;[Red](#,##0.00)";
            case 41 -> "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)";
            case 42 -> "_(\"$\"* #,##0_);_(\"$\"* (#,##0);_(\"$\"* \"-\"_);_(@_)";
            case 43 -> "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)";
            case 44 -> "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)";
            case 45 -> "mm:ss";
            case 46 -> "[h]:mm:ss";
            case 47 -> "mmss.0";
            case 48 -> "##0.0E+0";
            case 49 -> "@";
            default -> "";
        };
    }

    /** The number as this format shows it: as a date if there is such a date, else as the number. */
    Cell cell(double value, SerialDate dates) {
        String iso = date ? dates.iso(value) : null;
        return iso == null ? new Cell(CellKind.NUMBER, NumberText.of(value), code) : new Cell(CellKind.DATE, iso, code);
    }

    /** The characters of the first section, the one for positive numbers, outside quotes, brackets and escapes. */
    private static String letters(String code) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            switch (c) {
                case ';' -> {
                    return withoutHalfDays(letters);
                }
                case '"' -> i = end(code, i, '"');
                case '[' -> i = end(code, i, ']');
                case '\\', '_', '*' -> i++;
                default -> letters.append(c);
            }
        }
        return withoutHalfDays(letters);
    }

    private static int end(String code, int start, char closing) {
        int end = code.indexOf(closing, start + 1);
        return end < 0 ? code.length() : end;
    }

    private static String withoutHalfDays(StringBuilder letters) {
        return letters.toString()
                .toLowerCase(Locale.ROOT)
                .replace("general", "")
                .replace("am/pm", "")
                .replace("a/p", "");
    }

    private static boolean showsDate(String letters) {
        if (letters.indexOf('#') >= 0 || letters.indexOf('?') >= 0 || letters.indexOf('@') >= 0) {
            return false;
        }
        boolean time = letters.indexOf('h') >= 0 || letters.indexOf('s') >= 0;
        return letters.indexOf('y') >= 0
                || letters.indexOf('d') >= 0
                || letters.contains("mmm")
                || (letters.indexOf('m') >= 0 && !time && letters.indexOf('0') < 0);
    }
}
