package org.datawarp.producers.read;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one worksheet. Owned by one reading. */
final class XlsxSheet {

    private static final int LETTERS = 26;

    /** What a workbook's cells refer to. */
    record Book(SharedStrings strings, XlsxFormats formats, SerialDate dates) {}

    private final Book book;
    private final XmlText text;
    private final RowCells rows;
    private int nextColumn;

    XlsxSheet(Book book, XmlText text, RowCells rows) {
        this.book = book;
        this.text = text;
        this.rows = rows;
    }

    void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("row")) {
                    readRow(xml);
                } else {
                    XmlParts.refuseDeep(xml);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("sheetData")) {
                if (rows.awaitsMerges()) {
                    readMerges(xml);
                }
                return;
            }
        }
    }

    /** Damage after the rows harms no row. */
    private void readMerges(XMLStreamReader xml) throws IOException {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    XmlParts.refuseDeep(xml);
                    if (xml.getLocalName().equals("mergeCell")) {
                        XlsxMerges.add(XmlParts.attribute(xml, "ref", ""), rows.merges());
                    }
                }
            }
        } catch (XMLStreamException e) {
            // Excel repairs such a sheet, too: everything read so far is right.
        }
    }

    private void readRow(XMLStreamReader xml) throws XMLStreamException, IOException {
        String number = XmlParts.attribute(xml, "r");
        boolean begun = false;
        if (number != null) {
            begun = true;
            rows.begin(Long.parseLong(number.strip()));
        }
        nextColumn = 0;
        int event = xml.next();
        while (!(event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row"))) {
            if (event == XMLStreamConstants.START_ELEMENT && !xml.getLocalName().equals("c")) {
                XmlParts.skip(xml);
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (!begun) {
                    rows.begin(rowOf(XmlParts.attribute(xml, "r")));
                    begun = true;
                }
                readCell(xml);
            }
            event = xml.next();
        }
        if (!begun) {
            rows.begin(rows.row() + 1L);
        }
        rows.end();
    }

    private void readCell(XMLStreamReader xml) throws XMLStreamException, IOException {
        String type = "n";
        String style = "";
        int column = nextColumn;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            switch (xml.getAttributeLocalName(i)) {
                case "r" -> column = columnOf(xml.getAttributeValue(i));
                case "t" -> type = xml.getAttributeValue(i);
                case "s" -> style = xml.getAttributeValue(i);
                default -> {}
            }
        }
        nextColumn = column + 1;
        String value = readValue(xml);
        if (value != null && !value.isEmpty()) {
            rows.put(column, cell(type, style, value));
        }
    }

    /** The content of {@code v}, or of {@code is}; null when the cell has neither. A formula is skipped. */
    private @Nullable String readValue(XMLStreamReader xml) throws XMLStreamException, IOException {
        String value = null;
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v" -> value = text.simple(xml);
                    case "is" -> value = text.rich(xml);
                    default -> {
                        XmlParts.refuseDeep(xml);
                        depth++;
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return value;
    }

    private Cell cell(String type, String style, String value) throws IOException {
        return switch (type) {
            case "s" -> book.strings().cell(Integer.parseInt(value.strip()), rows);
            case "str" -> Cell.text(XmlText.unescaped(value));
            case "b" -> new Cell(CellKind.BOOLEAN, value.equals("1") || value.equals("true") ? "true" : "false", "");
            case "e" -> new Cell(CellKind.ERROR, value, "");
            case "d" -> isoDate(value, format(style));
            case "inlineStr" -> Cell.text(value);
            default -> number(value, format(style));
        };
    }

    private NumberFormat format(String style) {
        return style.isEmpty() ? book.formats().of(0) : book.formats().of(Integer.parseInt(style));
    }

    /** A value that is not a number is kept as text, and the manifest decides. */
    private Cell number(String value, NumberFormat format) {
        try {
            return format.date()
                    ? format.cell(NumberText.parse(value), book.dates())
                    : new Cell(CellKind.NUMBER, NumberText.of(value), format.code());
        } catch (NumberFormatException e) {
            return Cell.text(value);
        }
    }

    private static Cell isoDate(String value, NumberFormat format) {
        String iso = SerialDate.written(value);
        return iso == null ? Cell.text(value) : new Cell(CellKind.DATE, iso, format.code());
    }

    /** From 0; a reference without letters is damage. */
    private int columnOf(String reference) throws UnreadableFileException {
        int column = 0;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c >= '0' && c <= '9') {
                break;
            }
            int letter = (c | 0x20) - 'a' + 1;
            if (letter < 1 || letter > LETTERS || i > 3) {
                column = 0;
                break;
            }
            column = column * LETTERS + letter;
        }
        if (column == 0) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, rows.place(), "a cell at \"" + reference + "\"", "one such as B7");
        }
        return column - 1;
    }

    private long rowOf(@Nullable String reference) {
        long row = 0;
        if (reference != null) {
            for (int i = 0; i < reference.length(); i++) {
                int digit = Character.digit(reference.charAt(i), 10);
                row = digit < 0 ? row : row * 10 + digit;
            }
        }
        return row == 0 ? rows.row() + 1L : row;
    }
}
