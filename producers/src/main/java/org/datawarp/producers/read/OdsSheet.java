package org.datawarp.producers.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/**
 * Reads the rows of one table of an OpenDocument spreadsheet. Rows and cells have a repeat count: blank ones cost
 * nothing, however large the count, and are not passed on. Owned by one reading.
 */
final class OdsSheet {

    /** Repeated cells cost a file nothing: a million rows of sixteen are plenty. */
    private static final long MOST_REPEATED = 1 << 24;

    private final OdsFormats formats;
    private final OdsText text;
    private final RowCells rows;
    private final List<Run> columns = new ArrayList<>();
    private final List<Placed> repeated = new ArrayList<>();
    private long row = 1;
    private long rowTimes;
    private long repeatedLeft = MOST_REPEATED;
    private long column;
    private int run;

    /** Columns that have a style for their cells, up to but not including {@code end}, counted from 0. */
    private record Run(long end, String style) {}

    /** A cell and how often it is repeated, from {@code column} on. */
    private record Placed(long column, long times, Cell cell) {}

    OdsSheet(OdsFormats formats, OdsText text, RowCells rows) {
        this.formats = formats;
        this.text = text;
        this.rows = rows;
    }

    /** Reads up to the end of the current table element. */
    void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                XmlParts.refuseDeep(xml);
                switch (xml.getLocalName()) {
                    case "table-row" -> readRow(xml);
                    case "table-column" -> {
                        takeColumn(xml);
                        depth++;
                    }
                    case "table-rows", "table-header-rows", "table-row-group" -> depth++;
                    case "table-columns", "table-header-columns", "table-column-group" -> depth++;
                    default -> XmlParts.skip(xml);
                }
            }
        }
    }

    private void takeColumn(XMLStreamReader xml) {
        long start = columns.isEmpty() ? 0 : columns.get(columns.size() - 1).end();
        long end = start + times(XmlParts.attribute(xml, "number-columns-repeated", "1"));
        columns.add(new Run(end, XmlParts.attribute(xml, "default-cell-style-name", "")));
    }

    private void readRow(XMLStreamReader xml) throws XMLStreamException, IOException {
        rowTimes = times(XmlParts.attribute(xml, "number-rows-repeated", "1"));
        String style = XmlParts.attribute(xml, "default-cell-style-name", "");
        column = 0;
        run = 0;
        repeated.clear();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "table-cell" -> readCell(xml, style);
                    // The content under a merged cell is not shown, so it was not published.
                    case "covered-table-cell" -> {
                        column += times(XmlParts.attribute(xml, "number-columns-repeated", "1"));
                        XmlParts.skip(xml);
                    }
                    default -> XmlParts.skip(xml);
                }
            }
        }
        if (rows.row() == row) {
            rows.end();
        }
        for (long i = 1; i < rowTimes && !repeated.isEmpty(); i++) {
            rows.begin(row + i);
            for (Placed cells : repeated) {
                put(cells);
            }
            rows.end();
        }
        row += rowTimes;
    }

    private void put(Placed cells) throws IOException {
        repeatedLeft -= cells.times() - (rowTimes > 1 ? 0 : 1);
        if (repeatedLeft < 0) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG, rows.place(), "cells that repeat too often", "at most " + MOST_REPEATED);
        }
        for (long i = 0; i < cells.times(); i++) {
            rows.put((int) Math.min(Integer.MAX_VALUE, cells.column() + i), cells.cell());
        }
    }

    private void readCell(XMLStreamReader xml, String rowStyle) throws XMLStreamException, IOException {
        OdsValue value = new OdsValue();
        long times = 1;
        long columnsSpanned = 1;
        long rowsSpanned = 1;
        String style = rowStyle;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String content = xml.getAttributeValue(i);
            switch (xml.getAttributeLocalName(i)) {
                case "number-columns-repeated" -> times = times(content);
                case "number-columns-spanned" -> columnsSpanned = times(content);
                case "number-rows-spanned" -> rowsSpanned = times(content);
                case "style-name" -> style = content;
                default -> value.take(xml.getAttributeNamespace(i), xml.getAttributeLocalName(i), content);
            }
        }
        NumberFormat format = formats.of(style.isEmpty() ? columnStyle() : style);
        Cell cell = value.cell(text.cell(xml), format);
        if (cell.kind() != CellKind.BLANK) {
            rows.merges().add(row, column, columnsSpanned, rowsSpanned);
            place(new Placed(column, times, cell));
        }
        column += times;
    }

    private void place(Placed cells) throws IOException {
        if (rows.row() < row) {
            rows.begin(row);
        }
        put(cells);
        if (rowTimes > 1) {
            repeated.add(cells);
        }
    }

    private String columnStyle() {
        while (run < columns.size() && columns.get(run).end() <= column) {
            run++;
        }
        return run < columns.size() ? columns.get(run).style() : "";
    }

    private static long times(String repeated) {
        return Math.max(1, Math.min(Integer.MAX_VALUE, Long.parseLong(repeated.strip())));
    }
}
