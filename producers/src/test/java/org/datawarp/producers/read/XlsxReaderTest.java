package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxReaderTest implements SheetReaderContract {

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new XlsxReader(directory, limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        return written(book -> {
            Worksheet sheet = book.newWorksheet("Sheet");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    sheet.value(row, column, rows.get(row).get(column));
                }
            }
        });
    }

    @Test
    void keepsKindsFormatsAndPlaces() throws IOException {
        ReadSheets.Sheet sheet = read(written(book -> {
                    Worksheet table = book.newWorksheet("Table 3 ");
                    table.value(2, 1, "Referrals");
                    table.value(2, 3, 0.1 + 0.2);
                    table.style(2, 3).format("0.0%").set();
                    table.value(5, 0, 12);
                    table.value(5, 1, 45717.395833333336);
                    table.style(5, 1).format("dd/mm/yyyy hh:mm").set();
                    table.value(5, 2, true);
                }))
                .only();

        assertThat(sheet.header()).isEqualTo(new SheetHeader("", "Table 3 ", 1, false));
        assertThat(sheet.rows())
                .containsExactly(
                        new SheetRow(
                                3,
                                List.of(
                                        Cell.BLANK,
                                        Cell.text("Referrals"),
                                        Cell.BLANK,
                                        new Cell(CellKind.NUMBER, "0.3", "0.0%"))),
                        new SheetRow(
                                6,
                                List.of(
                                        Cell.number("12"),
                                        new Cell(CellKind.DATE, "2025-03-01T09:30:00", "dd/mm/yyyy hh:mm"),
                                        new Cell(CellKind.BOOLEAN, "true", ""))));
    }

    @Test
    void readsHiddenSheetsAndSaysSo() throws IOException {
        ReadSheets sheets = read(written(book -> {
            book.newWorksheet("Shown").value(0, 0, "a");
            Worksheet hidden = book.newWorksheet("Hidden");
            hidden.value(0, 0, "b");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            Worksheet veryHidden = book.newWorksheet("Very hidden");
            veryHidden.value(0, 0, "c");
            veryHidden.setVisibilityState(VisibilityState.VERY_HIDDEN);
        }));

        assertThat(sheets.named("Shown").header().hidden()).isFalse();
        assertThat(sheets.named("Hidden").header()).isEqualTo(new SheetHeader("", "Hidden", 2, true));
        assertThat(sheets.named("Very hidden").header().hidden()).isTrue();
    }

    @Test
    void givesWhatAFormulaLastGave() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows("<row r='1'><c r='A1'><f>1+1</f><v>2</v></c>"
                        + "<c r='B1' t='str'><f>A1&amp;\"x\"</f><v>2x</v></c><c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
                        + "<c r='D1'><f>NOW()</f></c><c r='E1' t='b'><f>TRUE()</f><v>0</v></c></row>"))
                .only();

        assertThat(sheet.row(1).cells())
                .containsExactly(
                        Cell.number("2"),
                        Cell.text("2x"),
                        new Cell(CellKind.ERROR, "#DIV/0!", ""),
                        Cell.BLANK,
                        new Cell(CellKind.BOOLEAN, "false", ""));
    }

    @Test
    void putsTogetherTextsThatAreCutIntoRuns() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows(
                                "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
                                        + "<c r='C1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c></row>")
                        .strings(
                                "<r><rPr><b/></rPr><t xml:space='preserve'>Note </t></r><r><t>1</t></r>",
                                "<t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh>"))
                .only();

        assertThat(sheet.texts()).containsExactly(List.of("Note 1", "漢", "inline"));
    }

    @Test
    void undoesTheEscapesOfWorkbooks() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows(
                                "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>")
                        .strings("<t>two_x000D_\nlines</t>", "<t>_x005F_x000D_ &amp; _xyz_ &lt;5</t>"))
                .only();

        assertThat(sheet.texts()).containsExactly(List.of("two\r\nlines", "_x000D_ & _xyz_ <5"));
    }

    @Test
    void ordersRowsThatStandInAnyOrder() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows("<row r='3'><c r='B3'><v>4</v></c></row><row r='4'/>"
                        + "<row r='1'><c r='B1'><v>2</v></c><c r='A1'><v>1</v></c></row>"
                        + "<row r='3'><c r='A3'><v>3</v></c></row><row r='2'/><row r='9'/>"))
                .only();

        assertThat(sheet.rows()).extracting(SheetRow::row).containsExactly(1, 2, 3);
        assertThat(sheet.texts()).containsExactly(List.of("1", "2"), List.of(), List.of("3", "4"));
    }

    @Test
    void refusesRowsOutOfOrderFarDownALargeSheet() {
        StringBuilder rows = new StringBuilder();
        for (int row = 2; row < 60_000; row++) {
            rows.append("<row r='").append(row).append("'><c><v>1</v></c></row>");
        }
        rows.append("<row r='1'><c><v>1</v></c></row>");

        assertThatThrownBy(() -> read(XlsxParts.withRows(rows.toString())))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("row 59999: found row 1 after it, expected rising row numbers");
    }

    @Test
    void findsPartsThatNothingRefersTo() throws IOException {
        assertThat(read(XlsxParts.withRows("<row><c t='s'><v>0</v></c><c s='1'><v>0.5</v></c></row>")
                                .strings("<t>a</t>")
                                .formats("0%")
                                .without("xl/_rels/workbook.xml.rels"))
                        .only()
                        .row(1)
                        .cells())
                .containsExactly(Cell.text("a"), new Cell(CellKind.NUMBER, "0.5", "0%"));
    }

    @Test
    void countsPlacesWhereTheFileNamesNone() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows("<row><c><v>1</v></c><c><v>2</v></c></row>"
                        + "<row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row>"
                        + "<row><c r='B7'><v>5</v></c></row><row><c><v>6</v></c></row>"))
                .only();

        assertThat(sheet.rows()).extracting(SheetRow::row).containsExactly(1, 4, 7, 8);
        assertThat(sheet.texts())
                .containsExactly(List.of("1", "2"), List.of("", "", "3", "4"), List.of("", "5"), List.of("6"));
    }

    @Test
    void givesBlankRowsBetweenOthersAndInventsNone() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows("<row r='2'><c r='A2'><v>1</v></c></row><row r='3'/>"
                        + "<row r='5'><c r='A5' s='0'/></row><row r='9'><c r='A9'><v>2</v></c></row>"
                        + "<row r='10'><c r='A10' s='0'/></row><row r='1048576'/>"))
                .only();

        assertThat(sheet.rows()).extracting(SheetRow::row).containsExactly(2, 3, 5, 9);
        assertThat(sheet.row(3).cells()).isEmpty();
    }

    @Test
    void readsDatesOfBothEpochs() throws IOException {
        String cells = "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='2'><v>40000.5</v></c>"
                + "<c r='C1' s='3'><v>0.5</v></c><c r='D1' s='1'><v>-1</v></c></row>";

        assertThat(read(XlsxParts.withRows(cells).formats("yyyy-mm-dd", "mmm-yy", "h:mm"))
                        .only()
                        .row(1)
                        .cells())
                .containsExactly(
                        new Cell(CellKind.DATE, "1900-01-01", "yyyy-mm-dd"),
                        new Cell(CellKind.DATE, "2009-07-06T12:00:00", "mmm-yy"),
                        new Cell(CellKind.NUMBER, "0.5", "h:mm"),
                        new Cell(CellKind.NUMBER, "-1", "yyyy-mm-dd"));
        assertThat(read(XlsxParts.withRows(cells)
                                .formats("yyyy-mm-dd", "mmm-yy", "h:mm")
                                .workbook("<workbookPr date1904='1'/>", "<sheet name='Data' sheetId='1' r:id='rId1'/>"))
                        .only()
                        .texts())
                .containsExactly(List.of("1904-01-02", "2013-07-07T12:00:00", "0.5", "-1"));
    }

    @Test
    void readsDatesThatAreWrittenAsDates() throws IOException {
        ReadSheets.Sheet sheet = read(XlsxParts.withRows("<row r='1'><c r='A1' t='d'><v>2025-03-01</v></c>"
                        + "<c r='B1' t='d'><v>2025-03-01T00:00:00.000</v></c><c r='C1' t='d'><v>2025-03-01T09:30:15.25Z</v></c>"
                        + "<c r='D1' t='d'><v>soon</v></c></row>"))
                .only();

        assertThat(sheet.row(1).cells())
                .containsExactly(
                        Cell.date("2025-03-01"),
                        Cell.date("2025-03-01"),
                        Cell.date("2025-03-01T09:30:15.250"),
                        Cell.text("soon"));
    }

    @Test
    void keepsAsTextWhatCallsItselfANumberAndIsNone() throws IOException {
        assertThat(read(XlsxParts.withRows("<row r='1'><c r='A1'><v>NaN</v></c><c r='B1'><v>1,5</v></c></row>"))
                        .only()
                        .row(1)
                        .cells())
                .containsExactly(Cell.text("NaN"), Cell.text("1,5"));
    }

    @Test
    void readsStrictFiles() throws IOException {
        assertThat(read(XlsxParts.withRows("<row r='1'><c r='A1'><v>1</v></c></row>")
                                .strict())
                        .only()
                        .texts())
                .containsExactly(List.of("1"));
    }

    @Test
    void passesOverSheetsWithoutCellsAndCountsThem() throws IOException {
        ReadSheets sheets = read(XlsxParts.withRows("<row r='1'><c r='A1'><v>1</v></c></row>")
                .workbook(
                        "",
                        "<sheet name='Chart' sheetId='1' r:id='rId4'/><sheet name='Data' sheetId='2' r:id='rId1'/>"));

        assertThat(sheets.only().header()).isEqualTo(new SheetHeader("", "Data", 2, false));
    }

    @Test
    void findsPartsWhateverTheCaseTheSlashesAndThePrefixes() throws IOException {
        String rows = "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>"
                + "<x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
        for (String target : List.of(
                "worksheets/Sheet1.XML",
                "/xl/worksheets/sheet1.xml",
                "..\\XL\\worksheets\\sheet1.xml",
                "./worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml")) {
            Path file = XlsxParts.withRows("")
                    .without("xl/worksheets/sheet1.xml")
                    .part("XL\\Worksheets\\sheet1.xml", rows)
                    .part(
                            "xl/_rels/workbook.xml.rels",
                            "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='" + target
                                    + "'/></Relationships>")
                    .write(directory.resolve("odd.xlsx"));

            assertThat(read(file).only().texts()).as(target).containsExactly(List.of("a"));
        }
    }

    @Test
    void findsTheWorkbookWhereverItLies() throws IOException {
        Path file = XlsxParts.withRows("<row r='1'><c r='A1'><v>1</v></c></row>")
                .without("[Content_Types].xml")
                .write(directory.resolve("a.xlsx"));

        assertThat(read(file).only().texts()).containsExactly(List.of("1"));
    }

    private interface Content {
        void write(Workbook book) throws IOException;
    }

    private Path written(Content content) throws IOException {
        Path file = directory.resolve("written.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "Test", "1.0")) {
            content.write(book);
        }
        return file;
    }

    private ReadSheets read(XlsxParts parts) throws IOException {
        return read(parts.write(directory.resolve("parts.xlsx")));
    }

    private ReadSheets read(Path file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(file, "a.xlsx", sheets);
        return sheets;
    }
}
