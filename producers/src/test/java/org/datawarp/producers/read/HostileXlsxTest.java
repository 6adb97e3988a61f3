package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken or hostile workbooks are refused with a reason, and never give rows that were not published. */
class HostileXlsxTest {

    private static final String ROW = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
                "<!DOCTYPE s [<!ENTITY a 'ha'><!ENTITY e '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
                "<!DOCTYPE s SYSTEM 'http://127.0.0.1:9/e.dtd'>"
            })
    void neverFollowsAnEntity(String doctype) {
        refused(
                XlsxParts.withRows(ROW).part("xl/sharedStrings.xml", doctype + "<sst><si><t>&e;</t></si></sst>"),
                UnreadableReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r='2'><c r='A2'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>",
                "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
                "<row r='0'/>",
                "<row r='x'/>",
                "<row r='1'><c r='1'><v>1</v></c></row>",
                "<row r='1'><c r='A1' t='s'><v>7</v></c></row>",
                "<row r='1'><c r='A1' t='s'><v>-1</v></c></row>",
                "<row r='1'><c r='A1'><v>1</v></row>"
            })
    void refusesWhatNoWorkbookSays(String rows) {
        refused(XlsxParts.withRows(rows).strings("<t>a</t>"), UnreadableReason.MALFORMED);
    }

    @Test
    void refusesCellsBeyondTheLastColumn() {
        refused(XlsxParts.withRows("<row r='1'><c r='ZZZ1'><v>1</v></c></row>"), UnreadableReason.TOO_BIG);
        refused(XlsxParts.withRows("<row r='1'><c r='ABCD1'><v>1</v></c></row>"), UnreadableReason.TOO_BIG);
    }

    @Test
    void refusesASheetThatIsListedAndMissing() {
        refused(XlsxParts.withRows(ROW).without("xl/worksheets/sheet1.xml"), UnreadableReason.MALFORMED)
                .hasMessageContaining("xl/worksheets/sheet1.xml");
    }

    @Test
    void refusesASharedTextThatIsTooLong() {
        refused(XlsxParts.withRows(ROW).strings("<t>" + "x".repeat(32_768) + "</t>"), UnreadableReason.TOO_BIG);
    }

    @Test
    void refusesAWorkbookThatRepeatsOneLongTextTooOften() throws IOException {
        String text = "x".repeat(32_767);
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 3000; row++) {
            rows.append("<row r='").append(row).append("'><c t='s'><v>0</v></c></row>");
        }
        Path file = XlsxParts.withRows(rows.toString())
                .strings("<t>" + text + "</t>")
                .write(directory.resolve("bomb.xlsx"));
        CountingSink sink = new CountingSink();

        assertThatThrownBy(() -> new FileReader(directory, ReadLimits.DEFAULT).read(file, "bomb.xlsx", m -> true, sink))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
        assertThat(sink.chars()).isLessThanOrEqualTo(ReadLimits.UNQUESTIONED_BYTES);
    }

    @Test
    void refusesAPartThatUnpacksToFarMoreThanItsFile() {
        refused(
                XlsxParts.withRows("<!--" + " ".repeat((int) ReadLimits.UNQUESTIONED_BYTES) + "-->" + ROW),
                UnreadableReason.TOO_BIG);
    }

    @Test
    void givesNoRowsForAMillionThatAreOnlyFormatted() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 1_048_576; row++) {
            rows.append("<row r='").append(row).append("' s='1'/>");
        }
        ReadSheets sheets = new ReadSheets();

        reader().read(XlsxParts.withRows(rows.toString()).write(directory.resolve("blank.xlsx")), "a.xlsx", sheets);

        assertThat(sheets.only().rows()).isEmpty();
    }

    @Test
    void refusesAFileCutShortWhereverItIsCut() throws IOException {
        Path whole = XlsxParts.withRows(ROW).strings("<t>a</t>").write(directory.resolve("whole.xlsx"));
        byte[] bytes = Files.readAllBytes(whole);

        Stream.of(4, 30, bytes.length / 10, bytes.length / 2, bytes.length - 1).forEach(length -> {
            Path cut = directory.resolve("cut-" + length + ".xlsx");
            assertThatThrownBy(() -> {
                        Files.write(cut, Arrays.copyOf(bytes, length));
                        new FileReader(directory, ReadLimits.DEFAULT).read(cut, "a.xlsx", m -> true, new ReadSheets());
                    })
                    .isInstanceOf(UnreadableFileException.class)
                    .hasFieldOrPropertyWithValue("reason", UnreadableReason.MALFORMED);
        });
    }

    @Test
    void neverThrowsAnythingButAReasonForBytesThatFlipped() throws IOException {
        byte[] bytes = Files.readAllBytes(
                XlsxParts.withRows(ROW.repeat(1) + "<row r='2'><c r='B2' s='1'><v>45000</v></c></row>")
                        .strings("<t>a</t>")
                        .formats("dd/mm/yyyy")
                        .write(directory.resolve("whole.xlsx")));
        for (int position = 0; position < bytes.length; position += 3) {
            byte[] flipped = bytes.clone();
            flipped[position] ^= (byte) (1 << (position % 8));
            Path file = Files.write(directory.resolve("flipped.xlsx"), flipped);
            try {
                new FileReader(directory, ReadLimits.DEFAULT).read(file, "a.xlsx", m -> true, new CountingSink());
            } catch (UnreadableFileException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(XlsxParts parts, UnreadableReason reason) {
        return assertThatThrownBy(
                        () -> reader().read(parts.write(directory.resolve("hostile.xlsx")), "a.xlsx", new ReadSheets()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("Cannot read a.xlsx")
                .hasFieldOrPropertyWithValue("reason", reason);
    }

    private SheetReader reader() {
        return new XlsxReader(directory, ReadLimits.DEFAULT);
    }
}
