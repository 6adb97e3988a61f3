package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsReaderTest implements SheetReaderContract {

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new XlsReader(directory, limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        return written(book -> {
            Sheet sheet = book.createSheet();
            for (int number = 0; number < rows.size(); number++) {
                Row row = sheet.createRow(number);
                for (int column = 0; column < rows.get(number).size(); column++) {
                    row.createCell(column).setCellValue(rows.get(number).get(column));
                }
            }
        });
    }

    @Test
    void keepsKindsFormatsAndPlaces() throws IOException {
        ReadSheets.Sheet sheet = read(written(book -> {
                    Row row = book.createSheet("Table 3 ").createRow(16);
                    row.createCell(1).setCellValue("Referrals");
                    number(row, 3, 0.1 + 0.2, "0.0%");
                    row.createCell(4).setCellValue(12);
                    row.createCell(5).setCellValue(-12345678901.5);
                    row.createCell(6).setCellValue(0.07);
                    row.createCell(7).setCellValue(true);
                    row.createCell(8).setCellErrorValue(FormulaError.NA.getCode());
                }))
                .only();

        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "Table 3 ", 1, false));
        assertThat(sheet.rows())
                .containsExactly(new SheetRow(
                        17,
                        List.of(
                                Cell.BLANK,
                                Cell.text("Referrals"),
                                Cell.BLANK,
                                new Cell(CellKind.NUMBER, "0.3", "0.0%"),
                                Cell.number("12"),
                                Cell.number("-12345678901.5"),
                                Cell.number("0.07"),
                                new Cell(CellKind.BOOLEAN, "true", ""),
                                new Cell(CellKind.ERROR, "#N/A", ""))));
    }

    @Test
    void readsDatesByTheirFormat() throws IOException {
        ReadSheets.Sheet sheet = read(written(book -> {
                    Row row = book.createSheet().createRow(0);
                    number(row, 0, 45717, "mmm-yy");
                    number(row, 1, 45717.395833333336, "dd/mm/yyyy hh:mm");
                    number(row, 2, 45717, "0.00");
                    number(row, 3, 0.5, "[h]:mm");
                }))
                .only();

        assertThat(sheet.row(1).cells())
                .containsExactly(
                        new Cell(CellKind.DATE, "2025-03-01", "mmm-yy"),
                        new Cell(CellKind.DATE, "2025-03-01T09:30:00", "dd/mm/yyyy hh:mm"),
                        new Cell(CellKind.NUMBER, "45717", "0.00"),
                        new Cell(CellKind.NUMBER, "0.5", "[h]:mm"));
    }

    @Test
    void givesWhatAFormulaLastGave() throws IOException {
        ReadSheets.Sheet sheet = read(written(book -> {
                    Row row = book.createSheet().createRow(0);
                    row.createCell(0).setCellFormula("1+1");
                    row.createCell(1).setCellFormula("\"a\"&\"b\"");
                    row.createCell(2).setCellFormula("1/0");
                    row.createCell(3).setCellFormula("1=2");
                    row.createCell(4).setCellFormula("\"\"&\"\"");
                    row.createCell(5).setCellValue("end");
                    book.getCreationHelper().createFormulaEvaluator().evaluateAll();
                }))
                .only();

        assertThat(sheet.row(1).cells())
                .containsExactly(
                        Cell.number("2"),
                        Cell.text("ab"),
                        new Cell(CellKind.ERROR, "#DIV/0!", ""),
                        new Cell(CellKind.BOOLEAN, "false", ""),
                        Cell.BLANK,
                        Cell.text("end"));
    }

    @Test
    void readsHiddenSheetsAndSaysSo() throws IOException {
        ReadSheets sheets = read(written(book -> {
            book.createSheet("Shown").createRow(0).createCell(0).setCellValue("a");
            book.createSheet("Hidden").createRow(0).createCell(0).setCellValue("b");
            book.createSheet("Very hidden");
            book.setSheetVisibility(1, SheetVisibility.HIDDEN);
            book.setSheetVisibility(2, SheetVisibility.VERY_HIDDEN);
        }));

        assertThat(sheets.names()).containsExactly("Shown", "Hidden", "Very hidden");
        assertThat(sheets.named("Hidden").header()).isEqualTo(new SheetHeader("", "Hidden", 2, true));
        assertThat(sheets.named("Very hidden").header().hidden()).isTrue();
        assertThat(sheets.named("Very hidden").rows()).isEmpty();
    }

    @Test
    void readsSharedTextsThatGoOnInTheNextRecord() throws IOException {
        List<String> texts = List.of("a".repeat(9000), "é".repeat(9000), "𝒳".repeat(5000), "end");

        assertThat(read(fileOf(List.of(texts))).only().texts()).containsExactly(texts);
    }

    @Test
    void passesOverChartsWithinASheet() throws IOException {
        ReadSheets sheets = read(written(book -> {
            Sheet sheet = book.createSheet("With a drawing");
            sheet.createRow(0).createCell(0).setCellValue("a");
            ((HSSFWorkbook) book).getSheetAt(0).createDrawingPatriarch();
            book.createSheet("Next").createRow(0).createCell(0).setCellValue("b");
        }));

        assertThat(sheets.named("Next").text(1, 0)).isEqualTo("b");
    }

    @Test
    void readsAWorkbookWhoseStructureIsProtected() throws IOException {
        Path file = locked(Decryptor.DEFAULT_PASSWORD);

        assertThat(read(file).only().texts()).containsExactly(List.of("secret"));
    }

    @Test
    void saysThatAWorkbookIsLocked() throws IOException {
        Path file = locked("hunter2");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.ENCRYPTED)
                .hasMessage("Cannot read a.xls: found a workbook protected with a password, expected an open one;"
                        + " ask the publisher for a copy without a password");
    }

    @Test
    void neverThrowsAnythingButAReasonForAFileThatIsCutOrFlipped() throws IOException {
        byte[] bytes = Files.readAllBytes(fileOf(List.of(List.of("a", "b".repeat(300)), List.of("c", "d"))));
        for (int position = 0; position < bytes.length; position += 37) {
            byte[] flipped = bytes.clone();
            flipped[position] ^= (byte) (1 << (position % 8));
            tolerated(flipped);
            tolerated(Arrays.copyOf(bytes, position));
        }
    }

    @Test
    void readsWorkbooksOfExcel5() throws IOException {
        Path file = new OldBiff()
                .begin(0x0005)
                .record(0x0042, OldBiff.bytes().number(1252))
                .record(0x0085, OldBiff.bytes().number(0).number(0).number(0).shortText("Ward £"))
                .record(0x041E, OldBiff.bytes().number(164).shortText("mmm yy"))
                .record(0x00E0, OldBiff.bytes().number(0).number(0))
                .record(0x00E0, OldBiff.bytes().number(0).number(164))
                .end()
                .begin(0x0010)
                .record(0x0204, OldBiff.bytes().number(2).number(0).number(0).text("cost £"))
                .record(0x0203, OldBiff.bytes().number(2).number(1).number(1).number(35000.0))
                .end()
                .write(directory.resolve("old.xls"));

        ReadSheets.Sheet sheet = read(file).only();

        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "Ward £", 1, false));
        assertThat(sheet.row(3).cells())
                .containsExactly(Cell.text("cost £"), new Cell(CellKind.DATE, "1995-10-28", "mmm yy"));
    }

    @Test
    void readsDatesThatCountFrom1904() throws IOException {
        Path file = new OldBiff()
                .begin(0x0005)
                .record(0x0022, OldBiff.bytes().number(1))
                .record(0x0085, OldBiff.bytes().number(0).number(0).number(0).shortText("S"))
                .record(0x00E0, OldBiff.bytes().number(0).number(14))
                .end()
                .begin(0x0010)
                .record(0x0203, OldBiff.bytes().number(0).number(0).number(0).number(0.0))
                .end()
                .write(directory.resolve("mac.xls"));

        assertThat(read(file).only().text(1, 0)).isEqualTo("1904-01-01");
    }

    private void tolerated(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("damaged.xls"), bytes);
        try {
            read(file);
        } catch (UnreadableFileException expected) {
            assertThat(expected.reason()).isNotNull();
        }
    }

    private static void number(Row row, int column, double value, String format) {
        Workbook book = row.getSheet().getWorkbook();
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        row.createCell(column).setCellValue(value);
        row.getCell(column).setCellStyle(style);
    }

    private Path locked(String password) throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword(password);
        try {
            return written(book -> book.createSheet().createRow(0).createCell(0).setCellValue("secret"));
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private Path written(Consumer<Workbook> content) throws IOException {
        Path file = directory.resolve("written.xls");
        try (Workbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            content.accept(book);
            book.write(out);
        }
        return file;
    }

    private ReadSheets read(Path file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(file, "a.xls", sheets);
        return sheets;
    }
}
