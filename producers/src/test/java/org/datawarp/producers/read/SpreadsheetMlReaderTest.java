package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadsheetMlReaderTest implements SheetReaderContract {

    private static final String START = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
            + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
            + " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n";

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new SpreadsheetMlReader(limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append("<Row>");
            row.forEach(cell -> table.append("<Cell><Data ss:Type='String'>")
                    .append(cell.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace("\n", "&#10;")
                            .replace("\t", "&#9;"))
                    .append("</Data></Cell>"));
            table.append("</Row>");
        }
        return write(sheet("Data", table.toString(), ""));
    }

    @Test
    void keepsKindsFormatsAndPlaces() throws IOException {
        String styles = "<Styles><Style ss:ID='d'><NumberFormat ss:Format='Short Date'/></Style>"
                + "<Style ss:ID='p' ss:Parent='d'><NumberFormat ss:Format='0.0%'/></Style></Styles>";
        String rows =
                "<Row ss:Index='2'><Cell ss:Index='2' ss:MergeAcross='2'><Data ss:Type='String'>Group</Data></Cell>"
                        + "<Cell ss:StyleID='p' ss:Formula='=1/2'><Data ss:Type='Number'>0.5</Data></Cell></Row>"
                        + "<Row ss:Span='2' ss:StyleID='d'><Cell><Data ss:Type='DateTime'>2025-03-01T00:00:00.000</Data></Cell>"
                        + "<Cell><Data ss:Type='DateTime'>1899-12-31T12:00:00.000</Data></Cell></Row>"
                        + "<Row><Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell><Data ss:Type='Error'>#N/A</Data></Cell>"
                        + "<Cell><Comment><ss:Data>no cell</ss:Data></Comment></Cell>"
                        + "<Cell><ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'><B>Note</B> 1</ss:Data></Cell></Row>";

        List<SheetRow> read = read(START + styles + sheet("Data", rows, "") + "</Workbook>")
                .only()
                .rows();

        assertThat(read).extracting(SheetRow::row).containsExactly(2, 3, 6);
        assertThat(read.get(0).cells())
                .containsExactly(
                        Cell.BLANK,
                        Cell.text("Group"),
                        Cell.BLANK,
                        Cell.BLANK,
                        new Cell(CellKind.NUMBER, "0.5", "0.0%"));
        assertThat(read.get(1).cells())
                .containsExactly(
                        new Cell(CellKind.DATE, "2025-03-01", "dd/mm/yyyy"),
                        new Cell(CellKind.NUMBER, "0.5", "dd/mm/yyyy"));
        assertThat(read.get(2).cells())
                .containsExactly(
                        new Cell(CellKind.BOOLEAN, "true", ""),
                        new Cell(CellKind.ERROR, "#N/A", ""),
                        Cell.BLANK,
                        Cell.text("Note 1"));
    }

    @Test
    void saysWhichSheetsAreHiddenAndIsFoundByItsBytes() throws IOException {
        Path file = write(sheet("Shown", "<Row><Cell><Data ss:Type='Number'>1</Data></Cell></Row>", "")
                + sheet("Hidden ", "", "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"));
        ReadSheets sheets = new ReadSheets();

        new FileReader(directory, ReadLimits.DEFAULT).read(file, "a.xls", member -> true, sheets);

        assertThat(sheets.sheets())
                .extracting(ReadSheets.Sheet::header)
                .containsExactly(new SheetHeader("", "Shown", 1, false), new SheetHeader("", "Hidden ", 2, true));
    }

    @Test
    void refusesWhatIsNoSpreadsheetAndWhatIsCutShort() throws IOException {
        refused(START + "</Workbook>", UnreadableReason.NOT_A_WORKBOOK);
        refused(START + "<Worksheet ss:Name='a'><Table><Row><Cell>", UnreadableReason.MALFORMED);
        refused(
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + START.substring(START.indexOf("<Workbook"))
                        + sheet("a", "<Row><Cell><Data>&e;</Data></Cell></Row>", "") + "</Workbook>",
                UnreadableReason.MALFORMED);
    }

    private static String sheet(String name, String rows, String options) {
        return "<Worksheet ss:Name='" + name + "'><Table>" + rows + "</Table>" + options + "</Worksheet>";
    }

    private void refused(String text, UnreadableReason reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", reason);
    }

    private Path write(String sheets) throws IOException {
        return Files.writeString(directory.resolve("a.xls"), START + sheets + "</Workbook>");
    }

    private ReadSheets read(String text) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(Files.writeString(directory.resolve("b.xls"), text), "b.xls", sheets);
        return sheets;
    }
}
