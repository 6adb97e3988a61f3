package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.producers.read.XlsbParts.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.datawarp.producers.read.XlsbParts.Records;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsbReaderTest implements SheetReaderContract {

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new XlsbReader(directory, limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        Records records = new Records();
        for (int row = 0; row < rows.size(); row++) {
            records.row(row + 1);
            for (int column = 0; column < rows.get(row).size(); column++) {
                records.text(column, rows.get(row).get(column));
            }
        }
        return XlsbParts.withRows(records).write(directory.resolve("contract.xlsb"));
    }

    @Test
    void readsEveryKindOfCell() throws IOException {
        Records rows = new Records()
                .row(3)
                .cell(1, 0, 0, bytes())
                .cell(2, 1, 1, bytes().number((45_717 << 2) | 2))
                .cell(2, 2, 0, bytes().number((12_345 << 2) | 3))
                .cell(5, 3, 2, bytes().number(0.1 + 0.2))
                .cell(4, 4, 0, bytes().raw(1))
                .cell(3, 5, 0, bytes().raw(0x2A))
                .cell(7, 6, 0, bytes().number(1))
                .cell(62, 7, 0, bytes().raw(1).text("rich").number(1).number(0))
                .row(6)
                .cell(8, 0, 0, bytes().text("2x").raw(0, 0, 9, 9, 9))
                .cell(9, 1, 2, bytes().number(0.5).raw(0, 0, 9, 9, 9))
                .cell(10, 2, 0, bytes().raw(0).raw(0, 0, 9, 9, 9))
                .cell(11, 3, 0, bytes().raw(0x17).raw(0, 0, 9, 9, 9))
                .cell(5, 4, 0, bytes().number(Double.NaN));

        assertThat(read(XlsbParts.withRows(rows).strings("a", "Note 1").formats("dd/mm/yyyy", "0.0%"))
                        .only()
                        .rows())
                .containsExactly(
                        new SheetRow(
                                3,
                                List.of(
                                        Cell.BLANK,
                                        new Cell(CellKind.DATE, "2025-03-01", "dd/mm/yyyy"),
                                        Cell.number("123.45"),
                                        new Cell(CellKind.NUMBER, "0.3", "0.0%"),
                                        new Cell(CellKind.BOOLEAN, "true", ""),
                                        new Cell(CellKind.ERROR, "#N/A", ""),
                                        Cell.text("Note 1"),
                                        Cell.text("rich"))),
                        new SheetRow(
                                6,
                                List.of(
                                        Cell.text("2x"),
                                        new Cell(CellKind.NUMBER, "0.5", "0.0%"),
                                        new Cell(CellKind.BOOLEAN, "false", ""),
                                        new Cell(CellKind.ERROR, "#REF!", ""),
                                        new Cell(CellKind.ERROR, "#NUM!", ""))));
    }

    @Test
    void placesCellsThatDoNotSayWhereTheyStand() throws IOException {
        Records rows = new Records()
                .row(1)
                .text(2, "a")
                .shortCell(16, 0, bytes().number(1.5))
                .shortCell(12, 0, bytes())
                .shortCell(17, 0, bytes().text("b"))
                .row(2)
                .shortCell(15, 0, bytes().raw(1));

        assertThat(read(XlsbParts.withRows(rows)).only().texts())
                .containsExactly(List.of("", "", "a", "1.5", "", "b"), List.of("true"));
    }

    @Test
    void readsDatesSince1904() throws IOException {
        Records rows = new Records().row(1).cell(5, 0, 1, bytes().number(1.0));

        assertThat(read(XlsbParts.withRows(rows)
                                .formats("yyyy-mm-dd")
                                .part(
                                        "xl/workbook.bin",
                                        new Records()
                                                .record(153, bytes().number(1))
                                                .sheet(0, "rId1", "Data")))
                        .only()
                        .text(1, 0))
                .isEqualTo("1904-01-02");
    }

    @Test
    void readsHiddenSheetsAndPassesOverCharts() throws IOException {
        Records names = new Records()
                .sheet(0, "rId1", "Shown ")
                .sheet(0, "rId4", "Chart")
                .sheet(2, "rId5", "Hidden");

        assertThat(read(XlsbParts.withRows(new Records().row(1).text(0, "a")).part("xl/workbook.bin", names))
                        .sheets())
                .extracting(ReadSheets.Sheet::header)
                .containsExactly(new SheetHeader("", "Shown ", 1, false), new SheetHeader("", "Hidden", 3, true));
    }

    @Test
    void findsTheWorkbookWhereNothingLeadsToIt() throws IOException {
        Path file = XlsbParts.withRows(new Records().row(1).text(0, "a"))
                .xml("_rels/.rels", "<Relationships/>")
                .write(directory.resolve("a.xlsb"));

        assertThat(read(file).only().texts()).containsExactly(List.of("a"));
    }

    /** SheetJS 0.18.5 wrote this file: an example of the format that does not come from this reader's author. */
    @Test
    void readsWhatAnotherProgramWrote() throws IOException {
        Path file = directory.resolve("sheetjs.xlsb");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("sheetjs.xlsb"))) {
            Files.copy(in, file);
        }

        ReadSheets sheets = read(file);

        assertThat(sheets.names()).containsExactly("Data", "Hidden");
        assertThat(sheets.named("Hidden").header().hidden()).isTrue();
        assertThat(sheets.named("Data").texts())
                .containsExactly(
                        List.of("org", "count", "share", "month"),
                        List.of("RRK", "34819", "0.596", "2025-03-01"),
                        List.of("R1H", "-1.25", "#N/A", "true"),
                        List.of("0 7 ", "café – £5", "line\nbreak"));
        assertThat(sheets.named("Data").row(2).cell(2).format()).isEqualTo("0.0%");
        assertThat(sheets.named("Data").row(2).cell(3)).isEqualTo(new Cell(CellKind.DATE, "2025-03-01", "dd/mm/yyyy"));
    }

    @Test
    void believesNoSizeAndNoCount() {
        String lie = "a text of 4294967294 characters";
        assertRefused(new Records().row(1).cell(6, 0, 0, bytes().number(-2)), UnreadableReason.TOO_BIG, lie);
        assertRefused(new Records().row(1).cell(6, 0, 0, bytes().number(30_000)), UnreadableReason.MALFORMED, "");
        assertRefused(new Records().row(1).lying(6, (1 << 28) - 1, bytes()), UnreadableReason.MALFORMED, "");
        assertRefused(new Records().row(1).cell(5, 0, 0, bytes()), UnreadableReason.MALFORMED, "");
        assertRefused(new Records().row(1).cell(7, 0, 0, bytes().number(5)), UnreadableReason.MALFORMED, "");
        assertRefused(new Records().row(4_000_000_000L).text(0, "a"), UnreadableReason.TOO_BIG, "");
        assertRefused(new Records().row(1).text(-1, "a"), UnreadableReason.TOO_BIG, "");
        assertRefused(new Records().row(1).text(0, "a").row(1).text(0, "b"), UnreadableReason.MALFORMED, "");
        assertRefused(new Records().text(0, "a"), UnreadableReason.MALFORMED, "");
    }

    @Test
    void refusesASheetThatIsCutShort() {
        assertThatThrownBy(() -> read(XlsbParts.withRows(new Records())
                        .part("xl/worksheets/sheet1.bin", new Records().row(1).text(0, "a"))))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.MALFORMED);
    }

    private void assertRefused(Records rows, UnreadableReason reason, String words) {
        assertThatThrownBy(() -> read(XlsbParts.withRows(rows)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("Cannot read a.xlsb")
                .hasMessageContaining(words)
                .hasFieldOrPropertyWithValue("reason", reason);
    }

    private ReadSheets read(XlsbParts parts) throws IOException {
        return read(parts.write(directory.resolve("a.xlsb")));
    }

    private ReadSheets read(Path file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(file, "a.xlsb", sheets);
        return sheets;
    }
}
