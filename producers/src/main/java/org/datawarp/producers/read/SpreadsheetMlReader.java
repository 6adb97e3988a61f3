package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the XML of Excel 2003, which tools write and call XLS: every worksheet, including hidden ones, as a stream. */
public final class SpreadsheetMlReader implements SheetReader {

    private static final String EXPECTED = "an XML spreadsheet";

    private final ReadLimits limits;

    public SpreadsheetMlReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            Hidden hidden = new Hidden();
            XmlParts.eachElement(Files.newInputStream(file), hidden::take);
            try (InputStream in = Files.newInputStream(file)) {
                readSheets(XmlParts.open(in), hidden, name, guarded);
            }
        });
    }

    private void readSheets(XMLStreamReader xml, Hidden hidden, String name, SheetSink sink)
            throws XMLStreamException, IOException {
        Styles styles = new Styles();
        int number = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            XmlParts.refuseDeep(xml);
            if (xml.getLocalName().equals("Worksheet")) {
                String title = XmlParts.attribute(xml, "Name", "");
                String where = name + " › " + title;
                RowCells rows = new RowCells(where, limits, sink);
                sink.opened(new SheetHeader("", title, ++number, hidden.sheets.contains(number)));
                new SpreadsheetMlSheet(styles.byId, new XmlText(where, limits.cellChars()), rows).read(xml);
                rows.finish();
                sink.closed();
            } else {
                styles.take(xml);
            }
        }
        if (number == 0) {
            throw new UnreadableFileException(
                    UnreadableReason.NOT_A_WORKBOOK, name, "an XML file without a worksheet", EXPECTED);
        }
    }

    /** Which sheets are hidden: the XML says so after their rows, which is too late. */
    private static final class Hidden {

        private final Set<Integer> sheets = new HashSet<>();
        private int number;

        void take(XMLStreamReader xml) throws XMLStreamException {
            if (xml.getLocalName().equals("Worksheet")) {
                number++;
            } else if (xml.getLocalName().equals("Visible")
                    && xml.getElementText().startsWith("SheetHidden")) {
                sheets.add(number);
            }
        }
    }

    /** The number formats of styles. */
    private static final class Styles {

        private final Map<String, NumberFormat> byId = new HashMap<>();
        private @Nullable String current;

        void take(XMLStreamReader xml) {
            if (xml.getLocalName().equals("Style")) {
                current = XmlParts.attribute(xml, "ID", "");
                NumberFormat parent = byId.get(XmlParts.attribute(xml, "Parent", ""));
                byId.put(current, parent == null ? NumberFormat.GENERAL : parent);
            } else if (xml.getLocalName().equals("NumberFormat") && current != null) {
                byId.put(current, NumberFormat.named(XmlParts.attribute(xml, "Format", "")));
            }
        }
    }
}
