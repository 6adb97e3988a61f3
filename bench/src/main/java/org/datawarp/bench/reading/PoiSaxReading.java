package org.datawarp.bench.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** POI as a stream: the XML as in its examples, and with its own handler, which formats values. */
final class PoiSaxReading {

    private PoiSaxReading() {}

    /** A handler for one sheet. */
    private interface Handlers {

        DefaultHandler of(XSSFReader reader, ReadOnlySharedStringsTable strings, Counter counter)
                throws IOException, OpenXML4JException;
    }

    static Rival.Count read(Path file)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        return read(file, (reader, strings, counter) -> new RawCells(strings, counter));
    }

    static Rival.Count readFormatted(Path file)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        return read(
                file,
                (reader, strings, counter) ->
                        new XSSFSheetXMLHandler(reader.getStylesTable(), strings, new Formatted(counter), false));
    }

    private static Rival.Count read(Path file, Handlers handlers)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        Counter counter = new Counter();
        try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(parts);
            XSSFReader reader = new XSSFReader(parts);
            for (Iterator<InputStream> sheets = reader.getSheetsData(); sheets.hasNext(); ) {
                try (InputStream sheet = sheets.next()) {
                    XMLReader xml = XMLHelper.newXMLReader();
                    xml.setContentHandler(handlers.of(reader, strings, counter));
                    xml.parse(new InputSource(sheet));
                }
            }
        }
        return counter.count();
    }

    /** Adds up the content of cells. */
    private static final class Counter {

        private long rows;
        private long cells;
        private long chars;
        private long cellsBefore;

        void cell(String text) {
            cells += text.isEmpty() ? 0 : 1;
            chars += text.length();
        }

        void row() {
            rows += cells == cellsBefore ? 0 : 1;
            cellsBefore = cells;
        }

        Rival.Count count() {
            return new Rival.Count(rows, cells, chars);
        }
    }

    /** Values as stored in the XML, with shared texts looked up. */
    private static final class RawCells extends DefaultHandler {

        private final ReadOnlySharedStringsTable strings;
        private final Counter counter;
        private final StringBuilder text = new StringBuilder();
        private boolean shared;
        private boolean inValue;

        RawCells(ReadOnlySharedStringsTable strings, Counter counter) {
            this.strings = strings;
            this.counter = counter;
        }

        @Override
        public void startElement(String uri, String local, String name, org.xml.sax.Attributes attributes) {
            switch (local) {
                case "c" -> {
                    shared = "s".equals(attributes.getValue("t"));
                    text.setLength(0);
                }
                case "v", "t" -> inValue = true;
                default -> {}
            }
        }

        @Override
        public void endElement(String uri, String local, String name) {
            switch (local) {
                case "v", "t" -> inValue = false;
                case "c" -> counter.cell(value());
                case "row" -> counter.row();
                default -> {}
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (inValue) {
                text.append(characters, start, length);
            }
        }

        private String value() {
            return shared && !text.isEmpty()
                    ? strings.getItemAt(Integer.parseInt(text.toString())).getString()
                    : text.toString();
        }
    }

    /** Values as POI's formatter shows them. */
    private static final class Formatted implements XSSFSheetXMLHandler.SheetContentsHandler {

        private final Counter counter;

        Formatted(Counter counter) {
            this.counter = counter;
        }

        @Override
        public void startRow(int row) {}

        @Override
        public void endRow(int row) {
            counter.row();
        }

        @Override
        public void cell(String reference, @Nullable String value, @Nullable XSSFComment comment) {
            counter.cell(value == null ? "" : value);
        }
    }
}
