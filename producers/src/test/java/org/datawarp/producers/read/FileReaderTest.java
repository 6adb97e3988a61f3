package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {

    private static final byte[] CSV = "org,count\nRRK,1\n".getBytes(UTF_8);
    private static final List<List<String>> ROWS = List.of(List.of("org", "count"), List.of("RRK", "1"));

    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeftInTheWorkDirectory() throws IOException {
        if (Files.exists(work())) {
            try (Stream<Path> left = Files.list(work())) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void hasAReaderForEveryFormatThatIsNoContainer() {
        Set<FileFormat> readable = EnumSet.of(FileFormat.GZIP, FileFormat.ZIP, FileFormat.MHTML);
        readable.addAll(new FileReader(work(), ReadLimits.DEFAULT).readers().keySet());

        assertThat(FileFormat.values())
                .filteredOn(format -> format.unreadable().isEmpty())
                .containsExactlyInAnyOrderElementsOf(readable);
    }

    @Test
    void believesTheBytesAndNotTheName() throws IOException {
        ReadSheets sheets = read("Activity.xlsx", biff8());

        assertThat(sheets.only().header()).isEqualTo(new SheetHeader("", "Old", 1, false));
        assertThat(read("Activity.xls", CSV).only().texts()).isEqualTo(ROWS);
    }

    @Test
    void unwrapsGzipAroundAnything() throws IOException {
        assertThat(read("full-extract.csv.gz", gzip(CSV)).only().texts()).isEqualTo(ROWS);
        assertThat(read("full-extract.csv.gz", gzip(CSV)).names()).containsExactly("full-extract.csv");
        assertThat(read("old.xls.gz", gzip(biff8())).names()).containsExactly("Old");
        assertThat(read("both.gz", gzip(new Zips().entry("a.csv", CSV).bytes())).members())
                .containsExactly("a.csv");
    }

    @Test
    void readsTheMembersOfAZipThatAreAskedFor() throws IOException {
        byte[] zip = new Zips()
                .entry("Apr/data, north.csv", CSV)
                .entry("Apr/data, south.csv", CSV)
                .entry("notes.txt", "nothing")
                .entry("Apr/book.bin", biff8())
                .entry("Apr/", "")
                .entry("__MACOSX/Apr/._data.csv", "x")
                .bytes();

        ReadSheets some = read("a.zip", zip, member -> member.startsWith("Apr/") && !member.contains("south"));

        assertThat(some.members()).containsExactly("Apr/data, north.csv", "Apr/book.bin");
        assertThat(some.names()).containsExactly("data, north.csv", "Old");
        assertThat(some.sheets().get(0).texts()).isEqualTo(ROWS);
        assertThat(some.unreadable()).isEmpty();
        assertThat(read("a.zip", zip, member -> false).sheets()).isEmpty();
    }

    @Test
    void readsZipsWithinZips() throws IOException {
        byte[] inner = new Zips().entry("b.csv", CSV).entry("c.csv", CSV).bytes();
        byte[] zip = new Zips().entry("d/inner.zip", inner).bytes();

        assertThat(read("a.zip", zip).members()).containsExactly("d/inner.zip!b.csv", "d/inner.zip!c.csv");
        assertThat(read("a.zip", zip, "d/inner.zip!c.csv"::equals).members()).containsExactly("d/inner.zip!c.csv");
    }

    @Test
    @Tag("C17")
    void stopsAtZipsWithinZipsWithinZips() throws IOException {
        byte[] third = new Zips().entry("c.csv", CSV).bytes();
        byte[] second = new Zips().entry("third.zip", third).entry("b.csv", CSV).bytes();

        ReadSheets sheets = read("a.zip", new Zips().entry("second.zip", second).bytes());

        assertThat(sheets.members()).containsExactly("second.zip!b.csv");
        assertReason(sheets, "second.zip!third.zip", UnreadableReason.TOO_BIG);
    }

    @Test
    void losesNoMemberForTheSakeOfAnother() throws IOException {
        ReadSheets sheets = read(
                "a.zip",
                new Zips()
                        .entry("a.csv", CSV)
                        .encrypted("locked.csv")
                        .damaged("damaged.csv")
                        .altered("altered.csv", CSV)
                        .entry("page.csv", "<html>Not found</html>")
                        .entry("broken.zip", "PK\3\4 cut short")
                        .entry("half.csv", "a,b\n" + "x".repeat(40_000))
                        .entry("z.csv", CSV)
                        .bytes());

        assertThat(sheets.members()).containsExactly("a.csv", "half.csv", "z.csv");
        assertReason(sheets, "locked.csv", UnreadableReason.ENCRYPTED);
        assertReason(sheets, "damaged.csv", UnreadableReason.MALFORMED);
        assertReason(sheets, "altered.csv", UnreadableReason.MALFORMED);
        assertReason(sheets, "page.csv", UnreadableReason.HTML_PAGE);
        assertReason(sheets, "broken.zip", UnreadableReason.MALFORMED);
        assertReason(sheets, "half.csv", UnreadableReason.TOO_BIG);
        assertThat(sheets.unreadable()).hasSize(6);
    }

    @Test
    @Tag("C17")
    void neverUsesTheNameOfAMemberAsAPath() throws IOException {
        List<String> names = List.of(
                "../../evil.csv",
                "/etc/evil.csv",
                "C:\\evil.csv",
                "a\0b.csv",
                "CON.csv",
                "a.csv",
                "a.csv",
                "A.CSV",
                "x".repeat(5000) + ".csv");
        Zips zips = new Zips();
        names.forEach(name -> zips.entry(name, CSV));

        ReadSheets sheets = read("a.zip", zips.bytes());

        assertThat(sheets.members())
                .hasSize(names.size())
                .startsWith(
                        "../../evil.csv",
                        "/etc/evil.csv",
                        "C:/evil.csv",
                        "a\uFFFDb.csv",
                        "CON.csv",
                        "a.csv",
                        "a (2).csv");
        assertThat(directory.resolve("../../evil.csv")).doesNotExist();
    }

    @Test
    void readsNamesInOldEncodings() throws IOException {
        String name = "café £.csv";
        byte[] zip = new Zips()
                .entry(name.getBytes(Charset.forName("IBM437")), CSV)
                .entry(name.getBytes(UTF_8), CSV)
                .bytes();

        assertThat(read("a.zip", zip).members()).containsExactly(name, "café £ (2).csv");
    }

    @Test
    void stopsABombByWhatComesOutOfIt() throws IOException {
        byte[] zeros = new byte[(int) ReadLimits.UNQUESTIONED_BYTES + 1];

        assertTooBig("a.zip", new Zips().entry("bomb.csv", zeros).bytes());
        assertTooBig("a.zip", new Zips().lying("bomb.csv", zeros, 10).bytes());
        assertTooBig("a.gz", gzip(zeros));
    }

    @Test
    void countsMembersThatShareTheirContentEachTime() throws IOException {
        byte[] quarter =
                "a,b\n".repeat((int) (ReadLimits.UNQUESTIONED_BYTES / 16)).getBytes(UTF_8);
        CountingSink sink = new CountingSink();

        Path file = Files.write(
                directory.resolve("bomb.zip"),
                new Zips().entry("bomb", quarter).again("bomb", 20).bytes());

        assertThatThrownBy(
                        () -> new FileReader(work(), ReadLimits.DEFAULT).read(file, "bomb.zip", member -> true, sink))
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
        assertThat(sink.rows()).isLessThanOrEqualTo(ReadLimits.UNQUESTIONED_BYTES / 4);
    }

    @Test
    void refusesAZipOfTooManyEntriesBeforeItKeepsThem() throws IOException {
        ReadLimits few = new ReadLimits(10, 10, Long.MAX_VALUE, 10, 1 << 20, 200, 3, 2);
        byte[] zip = new Zips().entry("a", "x").again("a", 3).bytes();

        assertThatThrownBy(() -> new FileReader(work(), few)
                        .read(Files.write(directory.resolve("a"), zip), "a.zip", member -> true, new ReadSheets()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("Cannot read a.zip: found a ZIP of more than 3 entries, expected at most that many; check"
                        + " whether the file is what it claims to be; if it is, raise the limit");
    }

    @Test
    void saysWhatItFoundInsteadOfATable() {
        assertThatThrownBy(() -> read("report.xls", "<html><body>Sorry</body></html>".getBytes(UTF_8)))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.HTML_PAGE)
                .hasMessage(
                        "Cannot read report.xls: found an HTML page, expected XLSX, XLSB, XLS, ODS, CSV, HTML with a"
                                + " table, or a ZIP of those; check the link: it leads to a page, not to a file");
        assertThatThrownBy(() -> read("empty.csv", new byte[0]))
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.MALFORMED);
        assertThatThrownBy(() -> read("a.gz", gzip(gzip(CSV))))
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.UNSUPPORTED_FORMAT);
    }

    @Test
    void letsThroughWhatTheSinkThrowsWithinAZip() throws IOException {
        IOException failure = new IOException("Kafka is away");
        Path file = Files.write(
                directory.resolve("a.zip"), new Zips().entry("a.csv", CSV).bytes());

        assertThatThrownBy(() -> new FileReader(work(), ReadLimits.DEFAULT)
                        .read(file, "a.zip", member -> true, new FailingSink(failure)))
                .isSameAs(failure);
    }

    private static void assertReason(ReadSheets sheets, String member, UnreadableReason reason) {
        assertThat(sheets.unreadable())
                .extractingByKey(member)
                .satisfies(found -> assertThat(found.reason()).isEqualTo(reason));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] biff8() throws IOException {
        try (HSSFWorkbook book = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet("Old").createRow(0).createCell(0).setCellValue("a");
            book.write(out);
            return out.toByteArray();
        }
    }

    private void assertTooBig(String name, byte[] bytes) {
        assertThatThrownBy(() -> read(name, bytes)).hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    private ReadSheets read(String name, byte[] bytes) throws IOException {
        return read(name, bytes, member -> true);
    }

    private ReadSheets read(String name, byte[] bytes, Predicate<String> members) throws IOException {
        ReadSheets sheets = new ReadSheets();
        Path file = Files.write(directory.resolve("published"), bytes);
        new FileReader(work(), ReadLimits.DEFAULT).read(file, name, members, sheets);
        return sheets;
    }

    private Path work() {
        return directory.resolve("work");
    }
}
