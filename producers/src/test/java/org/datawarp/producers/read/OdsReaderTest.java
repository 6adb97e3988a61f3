package org.datawarp.producers.read;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdsReaderTest implements SheetReaderContract {

    private static final String ONE = "<table:table-row>" + OdsParts.text("a") + "</table:table-row>";

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new OdsReader(limits);
    }

    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        return OdsParts.withRows(rows.stream()
                        .map(row -> row.stream()
                                .map(text -> text.isEmpty() ? "<table:table-cell/>" : OdsParts.text(text))
                                .collect(joining("", "<table:table-row>", "</table:table-row>")))
                        .collect(joining()))
                .write(directory.resolve("contract.ods"));
    }

    @Test
    void readsFlatFiles() throws IOException {
        Path file = Files.writeString(
                directory.resolve("flat.fods"),
                "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                        + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
                        + " office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body>"
                        + "<office:spreadsheet><table:table table:name='Flat'><table:table-row>"
                        + OdsParts.text("a") + "<table:table-cell office:value-type='float' office:value='2'/>"
                        + "</table:table-row></table:table></office:spreadsheet></office:body></office:document>");
        ReadSheets sheets = new ReadSheets();

        new FileReader(directory, ReadLimits.DEFAULT).read(file, "flat.fods", member -> true, sheets);

        assertThat(sheets.named("Flat").row(1).cells()).containsExactly(Cell.text("a"), Cell.number("2"));
    }

    @Test
    void keepsKindsValuesAndFormats() throws IOException {
        assertThat(cells(
                        "<number:percentage-style style:name='N1'><number:number number:decimal-places='1'/>"
                                + "<number:text>%</number:text></number:percentage-style>" + cellStyle("ce1", "N1")
                                + "<number:date-style style:name='N2'><number:day number:style='long'/>"
                                + "<number:text>/</number:text><number:month number:style='long'/><number:text>/</number:text>"
                                + "<number:year number:style='long'/></number:date-style>" + cellStyle("ce2", "N2"),
                        cell("float' office:value='0.30000000000000004", "0.3"),
                        cell("percentage' table:style-name='ce1' office:value='0.596", "59.6%"),
                        cell("percentage' office:value='0.5", "50%"),
                        cell("currency' office:currency='GBP' office:value='1200.50", "£1,200.50"),
                        cell("date' table:style-name='ce2' office:date-value='2020-03-09", "09/03/2020"),
                        cell("date' office:date-value='2020-03-09T09:30:00", "x"),
                        cell("time' office:time-value='PT36H00M00S", "36:00:00"),
                        cell("boolean' office:boolean-value='true", "TRUE"),
                        cell("string' office:string-value='exact", "shown"),
                        cell("float", "12"),
                        cell("float' office:value='NaN", "no number")))
                .containsExactly(
                        Cell.number("0.3"),
                        new Cell(CellKind.NUMBER, "0.596", "0.0%"),
                        new Cell(CellKind.NUMBER, "0.5", "0%"),
                        Cell.number("1200.5"),
                        new Cell(CellKind.DATE, "2020-03-09", "dd/mm/yyyy"),
                        Cell.date("2020-03-09T09:30:00"),
                        new Cell(CellKind.NUMBER, "1.5", "[h]:mm:ss"),
                        new Cell(CellKind.BOOLEAN, "true", ""),
                        Cell.text("exact"),
                        Cell.text("12"),
                        Cell.text("no number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "number | <number:number number:min-integer-digits='1'/> | ",
                "number | <number:number number:decimal-places='2' number:min-integer-digits='1' number:grouping='true'/> | #,##0.00",
                "number | <number:number number:decimal-places='0' number:display-factor='1000000'/><number:text>m!</number:text> | 0,,\"m\"!",
                "currency | <number:currency-symbol>£</number:currency-symbol><number:number number:decimal-places='0' number:grouping='true'/> | \"£\"#,##0",
                "number | <number:scientific-number number:decimal-places='2' number:min-exponent-digits='2'/> | 0.00E+00",
                "number | <number:number number:decimal-places='2' number:min-decimal-places='0'/> | 0.##",
                "date | <number:month number:textual='true'/><number:text>-</number:text><number:year/> | mmm-yy",
                "time | <number:hours number:style='long'/><number:text>:</number:text><number:minutes number:style='long'/> | hh:mm",
                "text | <number:text-content/> | @",
                "number | <number:number number:decimal-places='9999999' /> | 0.000000000000000000000000000000"
            })
    void writesNumberStylesAsOtherWorkbooksDo(String kind, String content, String code) throws IOException {
        String style = "<number:" + kind + "-style style:name='N9'>" + content + "</number:" + kind + "-style>";

        assertThat(cells(style + cellStyle("ce1", "N9"), cell("float' table:style-name='ce1' office:value='5", "5")))
                .containsExactly(new Cell(CellKind.NUMBER, "5", code == null ? "" : code));
    }

    @Test
    void findsTheStyleOfACellWhereverItIsSaid() throws IOException {
        String percent = "<number:percentage-style style:name='N1'><number:number/><number:text>%</number:text>"
                + "</number:percentage-style>";
        String five = cell("float' office:value='5", "5");

        ReadSheets.Sheet sheet = read(OdsParts.withRows("<table:table-column table:number-columns-repeated='2'/>"
                                + "<table:table-column table:default-cell-style-name='Share'/>"
                                + "<table:table-row>" + five.repeat(4) + "</table:table-row>"
                                + "<table:table-row table:default-cell-style-name='Heir'>" + five
                                + "</table:table-row>")
                        .commonStyles(percent + cellStyle("Share", "N1"))
                        .styles(
                                "<style:style style:name='Heir' style:family='table-cell' style:parent-style-name='Share'/>"))
                .only();

        assertThat(sheet.rows())
                .extracting(row -> row.cells().stream().map(Cell::format).toList())
                .containsExactly(List.of("", "", "0%", ""), List.of("0%"));
    }

    @Test
    void takesTheFormOfPositiveNumbersWhereNegativeOnesHaveTheirOwn() throws IOException {
        String styles = "<number:number-style style:name='N1P0'><number:number number:decimal-places='1'/>"
                + "</number:number-style><number:number-style style:name='N1'><number:text>-</number:text>"
                + "<number:number number:decimal-places='0'/><style:map style:condition='value()&gt;=0'"
                + " style:apply-style-name='N1P0'/></number:number-style>";

        assertThat(cells(styles + cellStyle("ce1", "N1"), cell("float' table:style-name='ce1' office:value='5", "5")))
                .containsExactly(new Cell(CellKind.NUMBER, "5", "0.0"));
    }

    @Test
    void readsTextAsItIsShown() throws IOException {
        assertThat(cells(
                        "",
                        "<table:table-cell office:value-type='string'><office:annotation><dc:creator>Ann</dc:creator>"
                                + "<text:p>a remark</text:p></office:annotation><text:p>one\n   <text:span>two</text:span>"
                                + "<text:s text:c='3'/><text:a>three</text:a></text:p><text:p/><text:p>four<text:line-break/>five"
                                + "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame></text:p>"
                                + "<draw:frame><text:p>beside</text:p></draw:frame></table:table-cell>"))
                .containsExactly(Cell.text("one two   three\n\nfour\nfive"));
    }

    @Test
    void keepsErrorsAsMarks() throws IOException {
        assertThat(cells(
                        "",
                        cell("string' office:string-value='' calcext:value-type='error", "#REF!"),
                        cell("float' table:formula='of:=1/0' office:value='0", "#DIV/0!"),
                        cell("string' table:formula='of:=NA()", "#N/A"),
                        cell("string", "#N/A"),
                        cell("float' table:formula='of:=1+1' office:value='2", "2")))
                .containsExactly(
                        new Cell(CellKind.ERROR, "#REF!", ""),
                        new Cell(CellKind.ERROR, "#DIV/0!", ""),
                        new Cell(CellKind.ERROR, "#N/A", ""),
                        Cell.text("#N/A"),
                        Cell.number("2"));
    }

    @Test
    void repeatsWhatSaysSoAndPaysNothingForBlanks() throws IOException {
        ReadSheets.Sheet sheet = read(OdsParts.withRows(
                        "<table:table-row table:number-rows-repeated='2'><table:table-cell/>"
                                + OdsParts.text("a").replace("-cell ", "-cell table:number-columns-repeated='2' ")
                                + "<table:table-cell table:number-columns-repeated='16381'/></table:table-row>"
                                + "<table:table-row table:number-rows-repeated='900000'><table:table-cell"
                                + " table:number-columns-repeated='16384'/></table:table-row>" + ONE
                                + "<table:table-row table:number-rows-repeated='1048576000000'><table:table-cell"
                                + " table:number-columns-repeated='999999999999'/></table:table-row>"))
                .only();

        assertThat(sheet.rows()).extracting(SheetRow::row).containsExactly(1, 2, 900_003);
        assertThat(sheet.texts()).containsExactly(List.of("", "a", "a"), List.of("", "a", "a"), List.of("a"));
    }

    @Test
    void leavesBlankWhatAMergedCellCovers() throws IOException {
        assertThat(cells(
                        "",
                        OdsParts.text("wide").replace("-cell ", "-cell table:number-columns-spanned='3' "),
                        "<table:covered-table-cell office:value-type='string'><text:p>hidden</text:p></table:covered-table-cell>",
                        "<table:covered-table-cell/>",
                        OdsParts.text("b")))
                .containsExactly(Cell.text("wide"), Cell.BLANK, Cell.BLANK, Cell.text("b"));
    }

    @Test
    void readsHiddenTablesAndSaysSo() throws IOException {
        ReadSheets sheets = read(OdsParts.withTables("<table:table table:name='Shown ' table:style-name='ta1'>" + ONE
                        + "</table:table><table:table table:name=\"'file:///c/b.xls'#$Data\">" + ONE + "</table:table>"
                        + "<table:dde-links><table:table table:name='link'>" + ONE + "</table:table></table:dde-links>"
                        + "<table:table table:name='Back' table:style-name='ta2'><table:shapes><draw:frame><table:table>"
                        + ONE + "</table:table></draw:frame></table:shapes><table:table-header-rows>" + ONE
                        + "</table:table-header-rows><table:table-row-group>" + ONE
                        + "</table:table-row-group></table:table>")
                .styles(
                        "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='true'/>"
                                + "</style:style><style:style style:name='ta2' style:family='table'>"
                                + "<style:table-properties table:display='false'/></style:style>"));

        assertThat(sheets.sheets())
                .extracting(ReadSheets.Sheet::header)
                .containsExactly(new SheetHeader("", "Shown ", 1, false), new SheetHeader("", "Back", 2, true));
        assertThat(sheets.named("Back").rows()).hasSize(2);
    }

    @Test
    void saysWhenThereIsAPassword() {
        refused(
                OdsParts.withRows(ONE)
                        .part(
                                OdsReader.MANIFEST,
                                "<m:manifest xmlns:m='m'><m:file-entry m:full-path='content.xml'>"
                                        + "<m:encryption-data m:checksum='x'/></m:file-entry></m:manifest>"),
                UnreadableReason.ENCRYPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
                "<!DOCTYPE s [<!ENTITY a 'ha'><!ENTITY e '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
                "<!DOCTYPE s SYSTEM 'http://127.0.0.1:9/e.dtd'>"
            })
    void neverFollowsAnEntity(String doctype) {
        String row = "<table:table-row>" + cell("string", "&e;") + "</table:table-row>";
        refused(OdsParts.withRows(row).doctype(doctype), UnreadableReason.MALFORMED);
        refused(
                OdsParts.withRows(row.replace("string'", "string' office:string-value='&e;'"))
                        .doctype(doctype),
                UnreadableReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table:table-row table:number-rows-repeated='x'/>",
                "<table:table-row><table:table-cell><text:p><text:s text:c='x'/></text:p></table:table-cell></table:table-row>",
                "<table:table-row><table:table-cell></table:table-row>"
            })
    void refusesWhatNoOfficeSays(String rows) {
        refused(OdsParts.withRows(rows), UnreadableReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table:table-row><table:table-cell><text:p><text:s text:c='9999999999'/></text:p></table:table-cell></table:table-row>",
                "<table:table-row><table:table-cell office:value-type='float' office:value='1' table:number-columns-repeated='99999'/>"
                        + "</table:table-row>",
                "<table:table-row table:number-rows-repeated='99999999999'><table:table-cell office:value-type='float'"
                        + " office:value='1' table:number-columns-repeated='16384'/></table:table-row>",
                "<table:table-row table:number-rows-repeated='99999999999'><table:table-cell office:value-type='float'"
                        + " office:value='1'/></table:table-row>"
            })
    void refusesRepetitionsWithoutMeasure(String rows) {
        assertThatThrownBy(() -> new FileReader(directory, ReadLimits.DEFAULT)
                        .read(
                                OdsParts.withRows(rows).write(directory.resolve("bomb.ods")),
                                "a.ods",
                                member -> true,
                                new CountingSink()))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(OdsParts parts, UnreadableReason reason) {
        return assertThatThrownBy(() -> read(parts))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("Cannot read a.ods")
                .hasFieldOrPropertyWithValue("reason", reason);
    }

    private static String cell(String typeAndMore, String text) {
        return "<table:table-cell office:value-type='" + typeAndMore + "'><text:p>" + text
                + "</text:p></table:table-cell>";
    }

    private static String cellStyle(String name, String numberStyle) {
        return "<style:style style:name='" + name + "' style:family='table-cell' style:data-style-name='" + numberStyle
                + "'/>";
    }

    private List<Cell> cells(String styles, String... cells) throws IOException {
        return read(OdsParts.withRows("<table:table-row>" + String.join("", cells) + "</table:table-row>")
                        .styles(styles))
                .only()
                .row(1)
                .cells();
    }

    private ReadSheets read(OdsParts parts) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(parts.write(directory.resolve("a.ods")), "a.ods", sheets);
        return sheets;
    }
}
