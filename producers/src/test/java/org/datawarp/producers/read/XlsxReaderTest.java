package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxReaderTest {

    @TempDir
    Path directory;

    @Test
    void keepsKindsFormatsAndPlaces() throws IOException {
        ReadSheets sheets = read(book -> {
            Worksheet sheet = book.newWorksheet("Table 3 ");
            sheet.value(2, 1, "Referrals");
            sheet.value(2, 3, 0.1 + 0.2);
            sheet.style(2, 3).format("0.0%").set();
            sheet.value(5, 0, 12);
            sheet.value(5, 1, 45717.395833333336);
            sheet.style(5, 1).format("dd/mm/yyyy hh:mm").set();
            sheet.value(5, 2, true);
        });

        ReadSheets.Sheet sheet = sheets.only();
        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "Table 3 ", 1, false));
        assertThat(sheet.row(3).cells())
                .containsExactly(
                        Cell.BLANK,
                        Cell.text("Referrals"),
                        Cell.BLANK,
                        new Cell(CellKind.NUMBER, "0.30000000000000004", "0.0%"));
        assertThat(sheet.row(6).cells())
                .containsExactly(
                        Cell.number("12"),
                        new Cell(CellKind.DATE, "2025-03-01T09:30:00", "dd/mm/yyyy hh:mm"),
                        new Cell(CellKind.BOOLEAN, "true", ""));
    }

    @Test
    void readsHiddenSheetsAndSaysSo() throws IOException {
        ReadSheets sheets = read(book -> {
            book.newWorksheet("Shown").value(0, 0, "a");
            Worksheet hidden = book.newWorksheet("Hidden");
            hidden.value(0, 0, "b");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        });

        assertThat(sheets.named("Shown").header().hidden()).isFalse();
        assertThat(sheets.named("Hidden").header()).isEqualTo(new SheetHeader("", "Hidden", 2, true));
    }

    private interface Content {
        void write(Workbook book) throws IOException;
    }

    private ReadSheets read(Content content) throws IOException {
        Path file = directory.resolve("a.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "Test", "1.0")) {
            content.write(book);
        }
        ReadSheets sheets = new ReadSheets();
        new XlsxReader(directory, ReadLimits.DEFAULT).read(file, "a.xlsx", sheets);
        return sheets;
    }
}
