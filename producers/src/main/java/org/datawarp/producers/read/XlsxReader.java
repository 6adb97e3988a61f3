package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XLSX and XLSM: every worksheet, including hidden ones, as a stream. */
public final class XlsxReader implements SheetReader {

    private static final String EXPECTED = "an XLSX workbook";

    private final Path workDirectory;
    private final ReadLimits limits;

    /** @param workDirectory where texts that do not fit into memory go */
    public XlsxReader(Path workDirectory, ReadLimits limits) {
        this.workDirectory = workDirectory;
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (XlsxPackage xlsx = XlsxPackage.open(file, name, limits);
                    SharedStrings strings =
                            new SharedStrings(workDirectory, SharedStrings.KEPT_COST, limits.decodedBytes())) {
                readSheets(xlsx, strings, name, guarded);
            }
        });
    }

    private void readSheets(XlsxPackage xlsx, SharedStrings strings, String name, SheetSink sink)
            throws IOException, XMLStreamException {
        Workbook workbook = new Workbook();
        XmlParts.eachElement(xlsx.workbook(), workbook::take);
        XmlText text = new XmlText(name, limits.cellChars());
        Optional<InputStream> table = xlsx.partOfType("sharedStrings");
        if (table.isPresent()) {
            XmlParts.eachElement(table.get(), xml -> {
                if (xml.getLocalName().equals("si")) {
                    strings.add(text.rich(xml));
                }
            });
        }
        Optional<InputStream> styles = xlsx.partOfType("styles");
        XlsxFormats formats = styles.isPresent() ? XlsxFormats.read(styles.get()) : XlsxFormats.none();
        XlsxSheet.Book book = new XlsxSheet.Book(strings, formats, workbook.dates);
        for (Listed sheet : workbook.sheets) {
            Optional<XlsxPackage.Relation> relation = xlsx.relation(sheet.relation());
            // Charts and dialogs are sheets without cells.
            if (relation.isEmpty() || relation.get().type().equals("worksheet")) {
                String part = relation.map(XlsxPackage.Relation::part)
                        .orElseGet(() -> xlsx.usualSheet(sheet.header().number()));
                RowCells rows = new RowCells(
                        name + " › " + sheet.header().name(),
                        limits,
                        sink,
                        merges -> XlsxMerges.find(xlsx.partAgain(part), merges));
                try (InputStream in = xlsx.part(part)) {
                    sink.opened(sheet.header());
                    new XlsxSheet(book, text, rows).read(XmlParts.open(in));
                    rows.finish();
                    sink.closed();
                }
            }
        }
    }

    /** A sheet as the workbook lists it. */
    private record Listed(SheetHeader header, String relation) {}

    /** What the workbook part says. */
    private static final class Workbook {

        final List<Listed> sheets = new ArrayList<>();
        SerialDate dates = SerialDate.FROM_1900;

        void take(XMLStreamReader xml) {
            if (xml.getLocalName().equals("workbookPr") && XmlParts.isTrue(xml, "date1904")) {
                dates = SerialDate.FROM_1904;
            }
            if (xml.getLocalName().equals("sheet")) {
                String name = XmlText.unescaped(XmlParts.attribute(xml, "name", ""));
                boolean hidden = XmlParts.attribute(xml, "state", "visible").endsWith("idden");
                sheets.add(new Listed(
                        new SheetHeader("", name, sheets.size() + 1, hidden), XmlParts.attribute(xml, "id", "")));
            }
        }
    }
}
