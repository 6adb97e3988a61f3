package org.datawarp.producers.read;

import java.io.IOException;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one worksheet of an XML spreadsheet. Owned by one reading. */
final class SpreadsheetMlSheet {

    /** A time of day is written on the day before the first day. */
    private static final String DAY_BEFORE_1900 = "1899-12-31T";

    private final Map<String, NumberFormat> formats;
    private final XmlText text;
    private final RowCells rows;
    private long row;
    private long column;
    private String rowStyle = "";

    SpreadsheetMlSheet(Map<String, NumberFormat> formats, XmlText text, RowCells rows) {
        this.formats = formats;
        this.text = text;
        this.rows = rows;
    }

    /** Reads up to the end of the current worksheet element. */
    void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                XmlParts.refuseDeep(xml);
                switch (xml.getLocalName()) {
                    case "Table" -> depth++;
                    case "Row" -> readRow(xml);
                    default -> XmlParts.skip(xml);
                }
            }
        }
    }

    private void readRow(XMLStreamReader xml) throws XMLStreamException, IOException {
        row = number(xml, "Index", row + 1);
        rowStyle = XmlParts.attribute(xml, "StyleID", "");
        long span = number(xml, "Span", 0);
        column = 0;
        rows.begin(row);
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("Cell")) {
                    readCell(xml);
                } else {
                    XmlParts.skip(xml);
                }
            }
        }
        rows.end();
        // The rows below that look the same are blank.
        row += span;
    }

    private void readCell(XMLStreamReader xml) throws XMLStreamException, IOException {
        long index = number(xml, "Index", column + 1);
        long covered = number(xml, "MergeAcross", 0);
        rows.merges().add(row, index - 1, covered + 1, number(xml, "MergeDown", 0) + 1);
        NumberFormat format = format(XmlParts.attribute(xml, "StyleID", rowStyle));
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("Data")) {
                    String type = XmlParts.attribute(xml, "Type", "String");
                    rows.put((int) Math.min(index - 1, Integer.MAX_VALUE), cell(type, text.all(xml), format));
                } else {
                    XmlParts.skip(xml);
                }
            }
        }
        column = index + covered;
    }

    private NumberFormat format(String style) {
        return formats.getOrDefault(style, NumberFormat.GENERAL);
    }

    private static Cell cell(String type, String value, NumberFormat format) {
        return switch (type) {
            case "Number" -> number(value, format);
            case "DateTime" -> date(value, format);
            case "Boolean" -> new Cell(CellKind.BOOLEAN, value.strip().equals("1") ? "true" : "false", "");
            case "Error" -> new Cell(CellKind.ERROR, value, "");
            default -> Cell.text(value);
        };
    }

    private static Cell number(String value, NumberFormat format) {
        try {
            return new Cell(CellKind.NUMBER, NumberText.of(value), format.code());
        } catch (NumberFormatException e) {
            return Cell.text(value);
        }
    }

    private static Cell date(String value, NumberFormat format) {
        @Nullable String iso = SerialDate.written(value);
        if (iso == null) {
            return Cell.text(value);
        }
        return iso.startsWith(DAY_BEFORE_1900)
                ? new Cell(CellKind.NUMBER, SerialDate.timeOfDay(iso), format.code())
                : new Cell(CellKind.DATE, iso, format.code());
    }

    /** From 1; anything that is not a number is damage. */
    private static long number(XMLStreamReader xml, String attribute, long otherwise) {
        String value = XmlParts.attribute(xml, attribute);
        return value == null ? otherwise : Math.max(0, Math.min(Integer.MAX_VALUE, Long.parseLong(value.strip())));
    }
}
