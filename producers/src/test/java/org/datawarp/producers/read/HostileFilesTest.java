package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile files, read as the application reads them: in a child process of 256 MB. Each is refused for a reason, or its
 * actual rows are read. Nothing is written outside the work folder, and no connection is opened. The time for each file
 * is written to {@code target/hostile-files.tsv}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTest {

    private static final String ROW = "<row r='1'><c r='A1'><v>1</v></c></row>";
    private static final Set<UnreadableReason> REFUSED = EnumSet.of(UnreadableReason.MALFORMED);
    private static final Set<UnreadableReason> TOO_BIG = EnumSet.of(UnreadableReason.TOO_BIG);
    private static final Set<UnreadableReason> READ = EnumSet.noneOf(UnreadableReason.class);

    @TempDir
    static Path folder;

    private ServerSocket canary;
    private IsolatedReader reader;
    private final List<String> times = new ArrayList<>();

    /** A hostile file. */
    private static final class Shape {

        private final String name;
        private final byte[] bytes;
        private final Set<UnreadableReason> reasons;

        /** @param reasons for which the file or a member may be refused; none: it is read */
        Shape(String name, byte[] bytes, Set<UnreadableReason> reasons) {
            this.name = name;
            this.bytes = bytes;
            this.reasons = reasons;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void listen() throws IOException {
        canary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        reader = new IsolatedReader(folder.resolve("work"), IsolationLimits.DEFAULT);
    }

    @AfterAll
    void findsNobodyCalled() throws IOException {
        reader.close();
        Files.write(Path.of("target", "hostile-files.tsv"), times);
        canary.setSoTimeout(1);
        try {
            assertThat(canary.accept()).as("a call").isNull();
        } catch (SocketTimeoutException silence) {
            assertThat(silence).isNotNull();
        } finally {
            canary.close();
        }
    }

    @ParameterizedTest
    @MethodSource({"packed", "entities", "workbooks", "texts"})
    void isReadOrRefused(Shape shape) throws IOException {
        Path published = Files.createDirectories(folder.resolve("published"));
        Path file = Files.write(published.resolve("a.xls"), shape.bytes);
        CountingSink sink = new CountingSink();
        EnumSet<UnreadableReason> found = EnumSet.noneOf(UnreadableReason.class);
        long begun = System.nanoTime();

        try {
            reader.read(file, "a.xls", Members.ALL, sink.also(found::add));
        } catch (UnreadableFileException e) {
            found.add(e.reason());
        }

        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        times.add("%s\t%d bytes\t%d ms\t%s".formatted(shape, shape.bytes.length, millis, found));
        assertThat(found).isEqualTo(shape.reasons);
        assertThat(sink.chars()).isLessThanOrEqualTo(ReadLimits.UNQUESTIONED_BYTES);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    Stream<Shape> packed() throws IOException {
        byte[] zeros = new byte[100 << 20];
        byte[] deep = new Zips().entry("a.csv", "a,b\n").bytes();
        for (int i = 0; i < 3; i++) {
            deep = new Zips().entry("a.zip", deep).bytes();
        }
        byte[] outside = new Zips()
                .entry("../../../evil.csv", "a,b\n1,2\n")
                .entry("/tmp/evil.csv", "a,b\n1,2\n")
                .entry("C:\\evil.csv", "a,b\n1,2\n")
                .entry("a\0.csv", "a,b\n1,2\n")
                .entry("x".repeat(65_000) + ".csv", "a,b\n1,2\n")
                .entry("B.csv", "a,b\n1,2\n")
                .entry("b.csv", "a,b\n1,2\n")
                .bytes();
        return Stream.of(
                new Shape("zip, flat", new Zips().entry("a.csv", zeros).bytes(), TOO_BIG),
                new Shape(
                        "zip, of a small size",
                        new Zips().lying("a.csv", zeros, 10).bytes(),
                        TOO_BIG),
                new Shape(
                        "zip, within itself",
                        new Zips()
                                .entry("a.csv", "x\n".repeat(1 << 19))
                                .again("b", 9_000)
                                .bytes(),
                        TOO_BIG),
                new Shape(
                        "zip, of many entries",
                        new Zips().entry("a.csv", "a").again("b", 60_000).bytes(),
                        TOO_BIG),
                new Shape("zip, deep", deep, TOO_BIG),
                new Shape("zip, names that lead outside", outside, READ),
                new Shape("gzip", gzip(zeros), TOO_BIG),
                new Shape("gzip in gzip", gzip(gzip(zeros)), EnumSet.of(UnreadableReason.UNSUPPORTED_FORMAT)));
    }

    Stream<Shape> entities() {
        String url = "http://127.0.0.1:" + canary.getLocalPort() + "/";
        String external = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "e'>]>";
        String dtd = "<!DOCTYPE x SYSTEM '" + url + "x.dtd'>";
        String laughs = "<!DOCTYPE x [<!ENTITY a 'ha'>" + laughs() + "<!ENTITY e '&z9;'>]>";
        return Stream.of(external, dtd, laughs)
                .flatMap(type -> Stream.of(
                        xlsx("xl/sharedStrings.xml", type + "<sst><si><t>&e;</t></si></sst>"),
                        xlsx(
                                "xl/worksheets/sheet1.xml",
                                type + "<w><sheetData><row><c><v>&e;</v></c></row></sheetData></w>"),
                        xlsx(
                                "xl/worksheets/sheet1.xml",
                                type + "<w><sheetData><row><c t='&e;'/></row></sheetData></w>"),
                        new Shape("flat ODS", flatOdsOf(type).getBytes(UTF_8), REFUSED),
                        new Shape("XML of Excel 2003", excelXml(type).getBytes(UTF_8), REFUSED)));
    }

    Stream<Shape> workbooks() {
        String url = "http://127.0.0.1:" + canary.getLocalPort() + "/";
        String merges = "<mergeCell ref='A1:XFD1048576'/>".repeat(200_000);
        String small = "<mergeCell ref='A1:B1'/>".repeat(SheetMerges.MOST + 1);
        String sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData>" + ROW + "</sheetData>";
        String blank = IntRows.of(1_048_576, "' s='1' customFormat='1'/>");
        return Stream.of(
                xlsx("a size that is not its own", sheet + "</worksheet>", READ),
                xlsx("merges over each other", sheet + "<mergeCells>" + merges + "</mergeCells></worksheet>", TOO_BIG),
                xlsx("merges without end", sheet + small + "</worksheet>", TOO_BIG),
                xlsx("blank rows", "<worksheet><sheetData>" + blank + "</sheetData></worksheet>", READ),
                xlsx(
                        "columns",
                        "<worksheet><sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData></worksheet>",
                        TOO_BIG),
                xlsx(
                        "rows",
                        "<worksheet><sheetData><row r='99999999'><c><v>1</v></c></row></sheetData></worksheet>",
                        TOO_BIG),
                xlsx("depth", "<worksheet><sheetData><row>" + "<c>".repeat(1_000_000), REFUSED),
                wide(),
                repeatedText(),
                relation("a sheet elsewhere", "Target='" + url + "sheet1.xml'"),
                relation("a sheet that is external", "TargetMode='External' Target='" + url + "sheet1.xml'"),
                new Shape(
                        "ODS cells that repeat",
                        flatOdsRows("number-rows-repeated='2000000000'", "number-columns-repeated='16000'"),
                        TOO_BIG),
                new Shape("ODS spaces that repeat", flatOdsText("<text:s text:c='2000000000'/>"), TOO_BIG));
    }

    Stream<Shape> texts() {
        String span = "<td rowspan=65534 colspan=1000>x</td>".repeat(2000);
        return Stream.of(
                new Shape("quote without end", ("a,b\n1,\"" + "x\n".repeat(4_000_000)).getBytes(UTF_8), READ),
                new Shape("field without end", ("a,b\n1," + "x".repeat(8_000_000)).getBytes(UTF_8), TOO_BIG),
                new Shape("quotes only", "\"".repeat(8_000_001).getBytes(UTF_8), TOO_BIG),
                new Shape("delimiters only", ",".repeat(8_000_000).getBytes(UTF_8), TOO_BIG),
                new Shape(
                        "spans",
                        ("<table>" + ("<tr>" + span + "</tr>").repeat(20) + "</table>").getBytes(UTF_8),
                        TOO_BIG),
                new Shape(
                        "elements without end",
                        ("<html><table><tr><td>a<td>b<tr><td>" + "<div>".repeat(1_000_000)).getBytes(UTF_8),
                        TOO_BIG));
    }

    /** Rows of numbers; each number opens an element. */
    private static final class IntRows {

        static String of(int count, String rest) {
            StringBuilder rows = new StringBuilder();
            for (int row = 1; row <= count; row++) {
                rows.append("<row r='").append(row).append(rest);
            }
            return rows.toString();
        }
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!ENTITY z0 '&a;&a;'>");
        for (int i = 1; i < 10; i++) {
            String before = "&z" + (i - 1) + ";";
            entities.append("<!ENTITY z")
                    .append(i)
                    .append(" '")
                    .append(before.repeat(10))
                    .append("'>");
        }
        return entities.toString();
    }

    private static Shape xlsx(String part, String content) {
        return new Shape(
                part,
                bytes(XlsxParts.withRows("<row r='1'><c t='s'><v>0</v></c></row>")
                        .part(part, content)),
                REFUSED);
    }

    private static Shape xlsx(String name, String sheet, Set<UnreadableReason> reasons) {
        return new Shape(name, bytes(XlsxParts.withRows("").part("xl/worksheets/sheet1.xml", sheet)), reasons);
    }

    private static Shape relation(String name, String target) {
        String relations = "<Relationships><Relationship Id='rId1' Type='x/worksheet' " + target + "/></Relationships>";
        return new Shape(
                name,
                bytes(XlsxParts.withRows(ROW)
                        .part("xl/_rels/workbook.xml.rels", relations)
                        .without("xl/worksheets/sheet1.xml")),
                REFUSED);
    }

    private static Shape wide() {
        return new Shape(
                "a cell in the last column of every row",
                bytes(XlsxParts.withRows(IntRows.of(200_000, "'><c r='XFD1'><v>1</v></c></row>"))),
                TOO_BIG);
    }

    private static Shape repeatedText() {
        String rows = IntRows.of(12_000, "'><c t='s'><v>0</v></c></row>");
        return new Shape(
                "one text in every cell",
                bytes(XlsxParts.withRows(rows).strings("<t>" + "x".repeat(32_000) + "</t>")),
                TOO_BIG);
    }

    private static String excelXml(String type) {
        return type + "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet><Table><Row><Cell>"
                + "<Data>&e;</Data></Cell></Row></Table></Worksheet></Workbook>";
    }

    private static String flatOdsOf(String type) {
        return type + new String(flatOdsText("&e;"), UTF_8);
    }

    private static byte[] flatOdsText(String text) {
        return flatOds("<table:table-row><table:table-cell><text:p>" + text
                + "</text:p></table:table-cell></table:table-row>");
    }

    private static byte[] flatOdsRows(String rows, String columns) {
        return flatOds("<table:table-row table:" + rows
                + "><table:table-cell office:value-type='float' office:value='1' table:" + columns
                + "/></table:table-row>");
    }

    private static byte[] flatOds(String rows) {
        return ("<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                        + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
                        + " office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body><office:spreadsheet>"
                        + "<table:table table:name='T'>" + rows
                        + "</table:table></office:spreadsheet></office:body></office:document>")
                .getBytes(UTF_8);
    }

    private static byte[] bytes(XlsxParts parts) {
        try {
            Path file = Files.createTempFile("hostile-", ".xlsx");
            byte[] bytes = Files.readAllBytes(parts.write(file));
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
