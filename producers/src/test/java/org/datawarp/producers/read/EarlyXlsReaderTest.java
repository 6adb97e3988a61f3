package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.extractor.OldExcelExtractor;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyXlsReaderTest implements SheetReaderContract {

    private static final int WORKSHEET = 0x0010;
    private static final int CHART = 0x0020;
    private static final int BOUND = 0x0100;
    private static final double FIRST_OF_MARCH_1995 = 34_759;
    private static final List<SheetRow> PLAIN = List.of(
            new SheetRow(
                    17,
                    List.of(
                            Cell.BLANK,
                            Cell.text("Référrals"),
                            Cell.number("12"),
                            new Cell(CellKind.NUMBER, "0.3", "0.0%"),
                            new Cell(CellKind.DATE, "1995-03-01", "d-mmm-yy"),
                            new Cell(CellKind.BOOLEAN, "true", ""),
                            new Cell(CellKind.ERROR, "#N/A", ""))),
            new SheetRow(18, List.of(Cell.BLANK, Cell.text("a formula's text"), Cell.number("2.5"))));

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new EarlyXlsReader(limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        OldBiff records = new OldBiff().begin(4, WORKSHEET);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                String text = rows.get(row).get(column);
                if (!text.isEmpty()) {
                    records.record(0x0204, cell(row, column, 0).text(text));
                }
            }
        }
        return records.end().writeBare(file());
    }

    /** One byte a character. */
    @Override
    public String furthestText() {
        return "£5 – ‘café’";
    }

    @Test
    void readsAWorksheetOfExcel2() throws IOException {
        Path file = formats(new OldBiff().begin(2, WORKSHEET), 0x001E)
                .record(0x0004, cell2(16, 1, 0).shortText("Référrals"))
                .record(0x0002, cell2(16, 2, 0).number(12))
                .record(0x0003, cell2(16, 3, 1).number(0.1 + 0.2))
                .record(0x0003, cell2(16, 4, 2).number(FIRST_OF_MARCH_1995))
                .record(0x0005, cell2(16, 5, 0).raw(1, 0))
                .record(0x0005, cell2(16, 6, 0).raw(0x2A, 1))
                .record(0x0006, cell2(17, 1, 0).raw(0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0))
                .record(0x0007, OldBiff.bytes().shortText("a formula's text"))
                .record(0x0006, cell2(17, 2, 0).number(2.5).raw(0, 0, 0))
                .end()
                .writeBare(file());

        assertThat(read(file).only().rows()).isEqualTo(PLAIN);
        assertThat(textOf(file)).contains("Référrals", "a formula's text", "2.5");
    }

    @Test
    void readsAWorksheetOfExcel3() throws IOException {
        Path file = cells(formats(new OldBiff().begin(3, WORKSHEET), 0x001E), 0x0243, 0x0206)
                .end()
                .writeBare(file());

        assertThat(read(file).only().rows()).isEqualTo(PLAIN);
        assertThat(textOf(file)).contains("Référrals", "a formula's text", "2.5");
    }

    @Test
    void readsAWorksheetOfExcel4() throws IOException {
        Path file = cells(formats(new OldBiff().begin(4, WORKSHEET), 0x041E), 0x0443, 0x0406)
                .end()
                .writeBare(file());

        assertThat(read(file).only().rows()).isEqualTo(PLAIN);
        assertThat(textOf(file)).contains("Référrals", "a formula's text", "2.5");
    }

    @Test
    void readsTheSheetsThatExcel4BoundTogether() throws IOException {
        OldBiff book = new OldBiff().begin(4, BOUND);
        for (String name : List.of("First ", "Second")) {
            book.record(0x008F, OldBiff.bytes().number(0).number(0).shortText(name))
                    .begin(4, WORKSHEET)
                    .record(0x0204, cell(0, 0, 0).text("in " + name))
                    .end();
        }
        book.begin(4, CHART).end().end();

        ReadSheets sheets = read(book.writeBare(file()));

        assertThat(sheets.names()).containsExactly("First ", "Second");
        assertThat(sheets.named("Second").texts()).containsExactly(List.of("in Second"));
    }

    @Test
    void countsDaysFrom1904WhereTheFileSaysSo() throws IOException {
        Path file = formats(new OldBiff().begin(2, WORKSHEET), 0x001E)
                .record(0x0022, OldBiff.bytes().number(1))
                .record(0x0003, cell2(0, 0, 2).number(FIRST_OF_MARCH_1995 - 1462))
                .end()
                .writeBare(file());

        assertThat(read(file).only().text(1, 0)).startsWith("1995-03-01");
    }

    @Test
    void saysWhatIsWrongWithAFileThatCannotBeRead() throws IOException {
        OldBiff whole =
                new OldBiff().begin(2, WORKSHEET).record(0x0002, cell2(0, 0, 0).number(12));
        byte[] bytes = Files.readAllBytes(whole.end().writeBare(file()));

        assertThatThrownBy(() -> read(Files.write(file(), Arrays.copyOf(bytes, bytes.length - 4))))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("the end of the file")
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.MALFORMED);
        assertThatThrownBy(() -> read(new OldBiff()
                        .begin(3, WORKSHEET)
                        .record(0x002F, OldBiff.bytes().number(7))
                        .end()
                        .writeBare(file())))
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.ENCRYPTED);
    }

    private static OldBiff formats(OldBiff records, int id) {
        for (String code : List.of("General", "0.0%", "d-mmm-yy")) {
            OldBiff.Content content = OldBiff.bytes();
            records.record(id, (id == 0x001E ? content : content.number(0)).shortText(code));
        }
        return records;
    }

    private static OldBiff cells(OldBiff records, int style, int formula) {
        for (int format = 0; format < 3; format++) {
            records.record(style, OldBiff.bytes().raw(0, format).number(0));
        }
        return records.record(0x0204, cell(16, 1, 0).text("Référrals"))
                .record(0x027E, cell(16, 2, 0).number(12 << 2 | 2).number(0))
                .record(0x0203, cell(16, 3, 1).number(0.1 + 0.2))
                .record(0x0203, cell(16, 4, 2).number(FIRST_OF_MARCH_1995))
                .record(0x0205, cell(16, 5, 0).raw(1, 0))
                .record(0x0205, cell(16, 6, 0).raw(0x2A, 1))
                .record(
                        formula,
                        cell(17, 1, 0)
                                .raw(0, 0, 0, 0, 0, 0, 0xFF, 0xFF)
                                .number(0)
                                .number(0))
                .record(0x0207, OldBiff.bytes().text("a formula's text"))
                .record(formula, cell(17, 2, 0).number(2.5).number(0).number(0));
    }

    /** As Excel 3 and 4 begin a cell: row, column, style. */
    private static OldBiff.Content cell(int row, int column, int style) {
        return OldBiff.bytes().number(row).number(column).number(style);
    }

    /** As Excel 2 begins a cell: row, column, and a number format among three bytes. */
    private static OldBiff.Content cell2(int row, int column, int format) {
        return OldBiff.bytes().number(row).number(column).raw(0, format | 0x40, 0);
    }

    private Path file() {
        return directory.resolve("file.xls");
    }

    private ReadSheets read(Path file) throws IOException {
        assertThat(FileFormat.of(file, "file.xls", ReadLimits.DEFAULT)).isEqualTo(FileFormat.EARLY_XLS);
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(file, "file.xls", sheets);
        return sheets;
    }

    /** What Apache POI's extractor of old workbooks reads in the file. */
    private static String textOf(Path file) throws IOException {
        try (OldExcelExtractor extractor = new OldExcelExtractor(file.toFile())) {
            return extractor.getText();
        }
    }
}
