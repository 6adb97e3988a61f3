package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.datawarp.producers.read.XlsbParts.Records;

/** With any bytes, a file is read or refused with a reason, and leaves nothing behind. */
class HostileBytesTest {

    private static final int TRIES = 500;

    @Property(tries = TRIES)
    void noiseUnderTheMarkOfAFormatIsReadOrRefused(@ForAll("marks") String mark, @ForAll byte[] noise)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(mark.getBytes(ISO_8859_1));
        file.writeBytes(noise);

        readOrRefused(file.toByteArray());
    }

    @Property(tries = TRIES)
    void aFileThatWasDamagedOnItsWayIsReadOrRefused(@ForAll("wholeFiles") byte[] whole, @ForAll long seed)
            throws IOException {
        readOrRefused(damaged(whole, new Random(seed)));
    }

    @Property(tries = TRIES)
    void aPackageWhosePartsAreDamagedIsReadOrRefused(@ForAll("packages") byte[] whole, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Map<String, byte[]> parts = parts(whole);
        String name = List.copyOf(parts.keySet()).get(random.nextInt(parts.size()));
        parts.computeIfPresent(name, (same, content) -> damaged(content, random));
        Zips zip = new Zips();
        parts.forEach(zip::entry);

        readOrRefused(zip.bytes());
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.of(
                "PK\3\4",
                "PK\5\6",
                "\u001F\u008B\b\0",
                "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
                "<html>",
                "<table><tr><td>a<td>b<tr><td>",
                "<?xml version='1.0'?>",
                "MIME-Version: 1.0\r\n",
                "%PDF-",
                "{\"a\":",
                "\u00EF\u00BB\u00BF",
                "\u00FF\u00FE",
                "\u00FE\u00FF",
                "a,b\r\n\"",
                "");
    }

    @Provide
    Arbitrary<byte[]> wholeFiles() throws IOException {
        return Arbitraries.of(
                xlsx(),
                xlsb(),
                ods(),
                xls(),
                html(),
                webArchive(),
                excelXml(),
                flatOds(),
                csv(),
                wideCsv(),
                gzip(csv()),
                zip());
    }

    @Provide
    Arbitrary<byte[]> packages() throws IOException {
        return Arbitraries.of(xlsx(), xlsb(), ods());
    }

    private static void readOrRefused(byte[] bytes) throws IOException {
        Path directory = Files.createTempDirectory("hostile-");
        Path file = directory.resolve("published");
        try {
            Files.write(file, bytes);
            new FileReader(directory, ReadLimits.DEFAULT).read(file, "a.xls", member -> true, new ReadSheets());
        } catch (UnreadableFileException expected) {
            assertThat(expected).hasMessageStartingWith("Cannot read ");
        } finally {
            Files.delete(file);
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).isEmpty();
            }
            Files.delete(directory);
        }
    }

    /**
     * Does one to four of these: flips a bit, removes bytes, repeats bytes, inserts bytes from elsewhere, or cuts off
     * the end.
     */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = joined(Arrays.copyOf(bytes, at), tail(bytes, at + length));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at + length), tail(bytes, at));
                case 3 -> {
                    int from = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes.clone(), from, bytes, at, length);
                }
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Map<String, byte[]> parts(byte[] whole) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private interface Writing {
        Path to(Path file) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        Path file = Files.createTempFile("whole-", ".tmp");
        try {
            return Files.readAllBytes(writing.to(file));
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] xlsx() throws IOException {
        return written(XlsxParts.withRows(
                        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='b'><v>1</v></c></row>"
                                + "<row r='2'><c r='A2' t='inlineStr'><is><t>in</t></is></c><c r='B2' s='1'><v>45717</v></c></row>")
                .strings("<t>a</t>")
                .formats("dd/mm/yyyy")::write);
    }

    private static byte[] xlsb() throws IOException {
        return written(XlsbParts.withRows(new Records()
                        .row(1)
                        .text(0, "org")
                        .cell(7, 1, 0, XlsbParts.bytes().number(0))
                        .row(2)
                        .cell(5, 0, 1, XlsbParts.bytes().number(45_717.5))
                        .shortCell(13, 0, XlsbParts.bytes().number(6)))
                .strings("count")
                .formats("dd/mm/yyyy")::write);
    }

    private static byte[] ods() throws IOException {
        return written(OdsParts.withRows("<table:table-row table:number-rows-repeated='2'>" + OdsParts.text("a b")
                        + "<table:table-cell office:value-type='date' table:style-name='c' table:number-columns-repeated='3'"
                        + " office:date-value='2025-03-01'><text:p>1 March<text:s text:c='2'/></text:p></table:table-cell>"
                        + "</table:table-row>")
                .styles("<number:date-style style:name='N'><number:day/></number:date-style><style:style style:name='c'"
                        + " style:family='table-cell' style:data-style-name='N'/>")::write);
    }

    private static byte[] xls() throws IOException {
        try (HSSFWorkbook book = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet("Old").createRow(0).createCell(0).setCellValue("a");
            book.getSheetAt(0).createRow(1).createCell(1).setCellValue(1.5);
            book.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] html() {
        return ("<html><style>.x {mso-number-format:Percent}</style><table><caption>T</caption><tr><th colspan=2 rowspan=2>a"
                        + "<th>b</tr><tr><td class=x x:num='0.5'>50%</tr><tr><td>&pound;1<td>2</tr></table>")
                .getBytes(UTF_8);
    }

    private static byte[] csv() {
        return "org,\"count \"\"x\"\"\"\r\nRRK,1\r\n\"two\nlines\",£2\r\n".getBytes(UTF_8);
    }

    private static byte[] wideCsv() {
        return "\uFEFForg;'count'\r\nRRK;'1 £'\r\n\"two\nlines\";\"\\\"x\\\"\"\r\n".getBytes(UTF_16LE);
    }

    private static byte[] webArchive() {
        return ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>a=\r\n=A3<td>2<tr><td>3<td>4\r\n--b--")
                .getBytes(UTF_8);
    }

    private static byte[] excelXml() {
        return ("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet Name='a'>"
                        + "<Table><Row Index='3'><Cell MergeAcross='1'><Data Type='Number'>1.5</Data></Cell><Cell Index='9'>"
                        + "<Data Type='DateTime'>2025-03-01T00:00:00</Data></Cell></Row></Table></Worksheet></Workbook>")
                .getBytes(UTF_8);
    }

    private static byte[] flatOds() {
        return ("<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:t='t' xmlns:x='x'"
                        + " office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body><office:spreadsheet>"
                        + "<t:table t:name='T'><t:table-row t:number-rows-repeated='3'><t:table-cell t:number-columns-repeated='2'"
                        + " office:value-type='float' office:value='1'><x:p>1</x:p></t:table-cell></t:table-row></t:table>"
                        + "</office:spreadsheet></office:body></office:document>")
                .getBytes(UTF_8);
    }

    private static byte[] zip() throws IOException {
        return new Zips()
                .entry("a.csv", csv())
                .entry("b.xlsx", xlsx())
                .entry("c.gz", gzip(html()))
                .bytes();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
