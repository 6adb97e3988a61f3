package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Reads OpenDocument spreadsheets: every table, including hidden ones, as a stream. */
public final class OdsReader implements SheetReader {

    static final String MANIFEST = "META-INF/manifest.xml";

    private static final String EXPECTED = "an OpenDocument spreadsheet";
    private static final String CONTENT = "content.xml";
    private static final String STYLES = "styles.xml";

    private final ReadLimits limits;

    public OdsReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (ZipArchive zip = ZipArchive.open(file, name, limits)) {
                Map<String, ZipArchiveEntry> parts = new HashMap<>();
                zip.entries().forEach(entry -> parts.putIfAbsent(ZipArchive.name(entry), entry));
                ZipArchiveEntry manifest = parts.get(MANIFEST);
                if (manifest != null) {
                    XmlParts.eachElement(zip.open(manifest), xml -> refuseEncrypted(xml, name));
                }
                OdsFormats formats = new OdsFormats();
                ZipArchiveEntry styles = parts.get(STYLES);
                if (styles != null) {
                    readStyles(zip.open(styles), formats);
                }
                ZipArchiveEntry content = parts.get(CONTENT);
                if (content == null) {
                    throw new UnreadableFileException(
                            UnreadableReason.MALFORMED, name, "no part " + CONTENT, EXPECTED + " with its tables");
                }
                try (InputStream in = zip.open(content)) {
                    readTables(XmlParts.open(in), formats, name, guarded);
                }
            }
        });
    }

    /** Reads a spreadsheet that is a single XML file instead of a package: its styles come before its tables. */
    void readFlat(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (InputStream in = Files.newInputStream(file)) {
                readTables(XmlParts.open(in), new OdsFormats(), name, guarded);
            }
        });
    }

    private static void refuseEncrypted(XMLStreamReader xml, String name) throws UnreadableFileException {
        if (xml.getLocalName().equals("encryption-data")) {
            throw new UnreadableFileException(
                    UnreadableReason.ENCRYPTED, name, "a spreadsheet protected with a password", "an open one");
        }
    }

    /** Reads the named styles; the automatic styles of this part are for page headers, which have no cells. */
    private static void readStyles(InputStream styles, OdsFormats formats) throws IOException, XMLStreamException {
        try (styles) {
            XMLStreamReader xml = XmlParts.open(styles);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("automatic-styles")) {
                        return;
                    }
                    formats.take(xml);
                }
            }
        }
    }

    private void readTables(XMLStreamReader xml, OdsFormats formats, String name, SheetSink sink)
            throws IOException, XMLStreamException {
        while (!(xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals("spreadsheet"))) {
            if (xml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
                throw new UnreadableFileException(
                        UnreadableReason.NOT_A_WORKBOOK, name, "a document without a spreadsheet", EXPECTED);
            }
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                formats.take(xml);
            }
        }
        int number = 0;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("table") && !isCopyOfAnother(xml)) {
                    readTable(xml, formats, new Place(name, ++number), sink);
                } else {
                    XmlParts.skip(xml);
                }
            }
        }
    }

    /** Which table of which file. */
    private record Place(String file, int number) {}

    private void readTable(XMLStreamReader xml, OdsFormats formats, Place place, SheetSink sink)
            throws IOException, XMLStreamException {
        String table = XmlParts.attribute(xml, "name", "");
        boolean hidden = formats.hides(XmlParts.attribute(xml, "style-name", ""));
        String where = place.file() + " › " + table;
        OdsText text = new OdsText(where, limits.cellChars());
        sink.opened(new SheetHeader("", table, place.number(), hidden));
        RowCells rows = new RowCells(where, limits, sink);
        new OdsSheet(formats, text, rows).read(xml);
        rows.finish();
        sink.closed();
    }

    /** LibreOffice's copy of another file that formulas refer to: not a sheet of this file. */
    private static boolean isCopyOfAnother(XMLStreamReader xml) {
        String table = XmlParts.attribute(xml, "name", "");
        return table.startsWith("'file:") && table.contains("'#$");
    }
}
