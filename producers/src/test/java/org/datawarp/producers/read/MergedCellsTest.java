package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For every format: a merged cell belongs to its row, and the cells that it covers stay as published. */
class MergedCellsTest {

    /** More cells than are held back until merged cells come. */
    private static final int LARGE = 12_000;

    private static final int WIDTH = 12;

    @TempDir
    Path directory;

    @Test
    void areReadFromAnXlsx() throws IOException {
        String sheet = "<worksheet><sheetData><row r='2'><c r='B2' t='str'><v>Group</v></c></row>"
                + "<row r='3'><c r='B3'><v>1</v></c></row></sheetData>"
                + "<mergeCells count='9'><mergeCell ref='B2:D3'/><mergeCell ref='F2:G2'/><mergeCell ref='odd'/>"
                + "<mergeCell ref='B3'/></mergeCells></worksheet>";

        assertGroup(read(
                XlsxParts.withRows("").part("xl/worksheets/sheet1.xml", sheet).write(file())));
    }

    @Test
    void areReadFromAnXlsb() throws IOException {
        XlsbParts.Records sheet = XlsbParts.sheet(
                new XlsbParts.Records().row(2).text(1, "Group").row(3).text(1, "1"), XlsbParts.merged(2, 3, 1, 3));

        assertGroup(read(XlsbParts.withRows(new XlsbParts.Records())
                .part("xl/worksheets/sheet1.bin", sheet)
                .write(file())));
    }

    @Test
    void areReadFromAnXls() throws IOException {
        assertGroup(read(written(new HSSFWorkbook(), 0)));
    }

    @Test
    void areReadFromAnOds() throws IOException {
        String rows = "<table:table-row/><table:table-row><table:table-cell/>"
                + "<table:table-cell office:value-type='string' table:number-columns-spanned='3'"
                + " table:number-rows-spanned='2'><text:p>Group</text:p></table:table-cell>"
                + "<table:covered-table-cell table:number-columns-repeated='2'/></table:table-row>";

        assertGroup(read(OdsParts.withRows(rows).write(file())));
    }

    @Test
    void areReadFromTheXmlOfExcel2003() throws IOException {
        String workbook = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'"
                + " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='Data'><Table>"
                + "<Row ss:Index='2'><Cell ss:Index='2' ss:MergeAcross='2' ss:MergeDown='1'>"
                + "<Data ss:Type='String'>Group</Data></Cell></Row></Table></Worksheet></Workbook>";

        assertGroup(read(Files.writeString(file(), workbook)));
    }

    @Test
    void areReadFromAPage() throws IOException {
        String page = "<html><table><tr></tr><tr><td></td><td colspan=3 rowspan=2>Group</td></tr>"
                + "<tr><td>a</td><td>b</td></tr></table></html>";

        assertGroup(read(Files.writeString(file(), page)));
    }

    @Test
    void areKnownBeforeTheRowsOfALargeXlsx() throws IOException {
        assertGroup(read(written(new SXSSFWorkbook(), LARGE)));
    }

    @Test
    void areKnownBeforeTheRowsOfALargeXls() throws IOException {
        assertGroup(read(written(new HSSFWorkbook(), LARGE)));
    }

    @Test
    void areKnownBeforeTheRowsOfALargeXlsb() throws IOException {
        XlsbParts.Records rows = new XlsbParts.Records().row(2).text(1, "Group");
        for (int row = 3; row < LARGE; row++) {
            rows.row(row);
            for (int column = 0; column < WIDTH; column++) {
                rows.text(column, "x");
            }
        }

        assertGroup(read(XlsbParts.withRows(new XlsbParts.Records())
                .part("xl/worksheets/sheet1.bin", XlsbParts.sheet(rows, XlsbParts.merged(2, 3, 1, 3)))
                .write(file())));
    }

    @Test
    void areFoundWhereverTheBufferOfASearchEnds() throws IOException {
        String cells = "<mergeCells><mergeCell ref='B2:D3'/><x:mergeCell ref=\"$C$4:C5\"></x:mergeCell></mergeCells>";
        for (int padding = (1 << 16) - 120; padding < (1 << 16) + 20; padding++) {
            SheetMerges merges = new SheetMerges("here");
            byte[] part = ("x".repeat(padding) + cells).getBytes(StandardCharsets.US_ASCII);

            XlsxMerges.find(new ByteArrayInputStream(part), merges);

            SheetRow second = merges.on(row(2, "", "a", "b"));
            assertThat(second.merged()).as("%d", padding).containsExactly(new MergedCell(1, 3, 2));
            assertThat(merges.on(row(4, "", "a", "b")).merged()).containsExactly(new MergedCell(2, 1, 2));
        }
    }

    @Test
    void damageBehindTheRowsHarmsNoRow() throws IOException {
        String sheet = "<worksheet><sheetData><row r='2'><c r='B2' t='str'><v>Group</v></c></row></sheetData>"
                + "<mergeCells><mergeCell ref='B2:D3'/><mergeCell ref='</worksheet>";

        assertGroup(read(
                XlsxParts.withRows("").part("xl/worksheets/sheet1.xml", sheet).write(file())));
    }

    private Path file() {
        return directory.resolve("file");
    }

    private static SheetRow row(int number, String... texts) {
        return new SheetRow(number, List.of(texts).stream().map(Cell::text).toList());
    }

    private Path written(Workbook workbook, int rows) throws IOException {
        try (workbook;
                OutputStream out = Files.newOutputStream(file())) {
            Sheet sheet = workbook.createSheet();
            sheet.createRow(1).createCell(1).setCellValue("Group");
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 1, 3));
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 5, 6));
            for (int number = 2; number < rows; number++) {
                Row row = sheet.createRow(number);
                for (int column = 0; column < WIDTH; column++) {
                    row.createCell(column).setCellValue(column);
                }
            }
            workbook.write(out);
        }
        return file();
    }

    private List<SheetRow> read(Path file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        new FileReader(directory.resolve("work"), ReadLimits.DEFAULT).read(file, "file", Members.ALL, sheets);
        return sheets.only().rows();
    }

    /** The label in B2 covers B2:D3; cells without content, and those of other rows, are not merged. */
    private static void assertGroup(List<SheetRow> rows) {
        for (SheetRow row : rows) {
            boolean group = row.row() == 2;
            assertThat(row.merged())
                    .as("row %d", row.row())
                    .isEqualTo(group ? List.of(new MergedCell(1, 3, 2)) : List.of());
            assertThat(group && !row.cell(2).isBlank()).as("filled in").isFalse();
        }
        assertThat(rows).anyMatch(row -> row.row() == 2 && row.cell(1).text().equals("Group"));
    }
}
