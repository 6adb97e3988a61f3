package org.datawarp.author.roundtrip;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.producers.read.OdsParts;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/** Draws sheets as tables of an OpenDocument spreadsheet, as LibreOffice writes them. */
final class DrawnOds {

    static final String STYLES = "<number:percentage-style style:name='N1'>"
            + "<number:number number:decimal-places='1' number:min-integer-digits='1'/><number:text>%</number:text>"
            + "</number:percentage-style>"
            + "<style:style style:name='share' style:family='table-cell' style:data-style-name='N1'/>";

    private DrawnOds() {}

    static String table(String name, List<SheetRow> rows) {
        StringBuilder table = new StringBuilder("<table:table table:name='" + name + "'>");
        Set<Long> covered = new HashSet<>();
        for (SheetRow row : rows) {
            row.merged().forEach(merged -> cover(row.row(), merged, covered));
            int width = row.cells().size();
            table.append("<table:table-row>");
            for (int column = 0; column < width; column++) {
                table.append(
                        covered.contains(place(row.row(), column))
                                ? "<table:covered-table-cell/>"
                                : cell(row.cell(column), row.mergedAt(column)));
            }
            table.append(width == 0 ? "<table:table-cell/>" : "").append("</table:table-row>");
        }
        return table.append("</table:table>").toString();
    }

    private static void cover(int row, MergedCell merged, Set<Long> covered) {
        for (int below = 0; below < merged.rows(); below++) {
            for (int column = merged.column(); column < merged.end(); column++) {
                covered.add(place(row + below, column));
            }
        }
        covered.remove(place(row, merged.column()));
    }

    private static long place(int row, int column) {
        return (long) row << Integer.SIZE | column;
    }

    private static String cell(Cell cell, @Nullable MergedCell merged) {
        String drawn = switch (cell.kind()) {
            case BLANK -> "<table:table-cell/>";
            case TEXT -> OdsParts.text(cell.text());
            case BOOLEAN -> cell("boolean", "boolean-value", cell.text(), "");
            case NUMBER ->
                cell.format().isEmpty()
                        ? cell("float", "value", cell.text(), "")
                        : cell("percentage", "value", cell.text(), " table:style-name='share'");
            case DATE -> cell("date", "date-value", cell.text(), "");
            case ERROR ->
                "<table:table-cell office:value-type='string' calcext:value-type='error'><text:p>" + cell.text()
                        + "</text:p></table:table-cell>";
        };
        return merged == null
                ? drawn
                : drawn.replaceFirst(
                        "<table:table-cell",
                        "<table:table-cell table:number-columns-spanned='" + merged.columns()
                                + "' table:number-rows-spanned='" + merged.rows() + "'");
    }

    private static String cell(String type, String attribute, String value, String style) {
        return "<table:table-cell" + style + " office:value-type='" + type + "' office:" + attribute + "='" + value
                + "'><text:p>" + value + "</text:p></table:table-cell>";
    }
}
