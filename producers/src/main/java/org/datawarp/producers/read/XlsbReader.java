package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Reads XLSB: every worksheet, including hidden ones, as a stream. Its package is that of an XLSX, but its parts
 * consist of records.
 */
public final class XlsbReader implements SheetReader {

    private static final String EXPECTED = "an XLSB workbook";
    private static final int SHARED_TEXT = 19;
    private static final int FORMAT = 44;
    private static final int STYLE = 47;
    private static final int WORKBOOK_PROPERTIES = 153;
    private static final int SHEET = 156;
    private static final int BEGIN_STYLES = 617;
    private static final int END_STYLES = 618;

    private final Path workDirectory;
    private final ReadLimits limits;

    /** @param workDirectory where texts that do not fit into memory go */
    public XlsbReader(Path workDirectory, ReadLimits limits) {
        this.workDirectory = workDirectory;
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (XlsxPackage parts = XlsxPackage.open(file, name, limits);
                    SharedStrings strings =
                            new SharedStrings(workDirectory, SharedStrings.KEPT_COST, limits.decodedBytes())) {
                readSheets(parts, strings, name, guarded);
            }
        });
    }

    private void readSheets(XlsxPackage parts, SharedStrings strings, String name, SheetSink sink)
            throws IOException, XMLStreamException {
        Workbook workbook = new Workbook();
        eachRecord(parts.workbook(), name, workbook::take);
        Optional<InputStream> texts = parts.partOfType("sharedStrings");
        if (texts.isPresent()) {
            eachRecord(texts.get(), name, records -> {
                if (records.type() == SHARED_TEXT) {
                    records.content();
                    strings.add(records.richText());
                }
            });
        }
        Styles styles = new Styles();
        Optional<InputStream> formats = parts.partOfType("styles");
        if (formats.isPresent()) {
            eachRecord(formats.get(), name, styles::take);
        }
        XlsbSheet.Book book = new XlsbSheet.Book(strings, styles.formats, workbook.dates);
        for (Listed sheet : workbook.sheets) {
            Optional<XlsxPackage.Relation> relation = parts.relation(sheet.relation());
            // Charts, dialogs and macros are sheets without cells of their own.
            if (relation.isEmpty() || relation.get().type().equals("worksheet")) {
                String part = relation.map(XlsxPackage.Relation::part)
                        .orElseGet(() -> parts.usualSheet(sheet.header().number()));
                String where = name + " › " + sheet.header().name();
                try (Biff12Stream records = new Biff12Stream(parts.part(part), where, limits.cellChars())) {
                    sink.opened(sheet.header());
                    RowCells rows = new RowCells(where, limits, sink, merges -> findMerges(parts, part, where, merges));
                    new XlsbSheet(book, records, rows).read();
                    rows.finish();
                    sink.closed();
                }
            }
        }
    }

    private void findMerges(XlsxPackage parts, String part, String where, SheetMerges merges) throws IOException {
        try (Biff12Stream records = new Biff12Stream(parts.partAgain(part), where, limits.cellChars())) {
            XlsbSheet.readMerges(records, merges);
        }
    }

    /** What to do at each record. */
    private interface Visitor {
        void take(Biff12Stream records) throws IOException;
    }

    private void eachRecord(InputStream part, String name, Visitor visitor) throws IOException {
        try (Biff12Stream records = new Biff12Stream(part, name, limits.cellChars())) {
            while (records.next()) {
                visitor.take(records);
            }
        }
    }

    /** A sheet as the workbook lists it. */
    private record Listed(SheetHeader header, String relation) {}

    /** What the workbook part says. */
    private static final class Workbook {

        final List<Listed> sheets = new ArrayList<>();
        SerialDate dates = SerialDate.FROM_1900;

        void take(Biff12Stream records) throws IOException {
            if (records.type() == WORKBOOK_PROPERTIES && (records.content().get() & 1) != 0) {
                dates = SerialDate.FROM_1904;
            }
            if (records.type() == SHEET) {
                ByteBuffer content = records.content();
                boolean hidden = (content.getInt() & 3) != 0;
                content.getInt();
                String relation = records.text();
                sheets.add(new Listed(new SheetHeader("", records.text(), sheets.size() + 1, hidden), relation));
            }
        }
    }

    /** What the styles part says. */
    private static final class Styles {

        final XlsxFormats formats = XlsxFormats.none();
        private boolean ofCells;

        void take(Biff12Stream records) throws IOException {
            switch (records.type()) {
                case FORMAT -> {
                    int id = Short.toUnsignedInt(records.content().getShort());
                    formats.define(id, records.text());
                }
                case BEGIN_STYLES -> ofCells = true;
                case END_STYLES -> ofCells = false;
                case STYLE -> {
                    ByteBuffer content = records.content();
                    content.getShort();
                    if (ofCells) {
                        formats.addStyle(Short.toUnsignedInt(content.getShort()));
                    }
                }
                default -> {}
            }
        }
    }
}
