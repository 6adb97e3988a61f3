package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest implements SheetReaderContract {

    private static final String DATA = "<tr><th>org<th>count</tr><tr><td>RRK<td>1</tr>";

    private static final List<List<String>> ROWS = List.of(List.of("org", "count"), List.of("RRK", "1"));

    @TempDir
    Path directory;

    @Override
    public SheetReader reader(ReadLimits limits) {
        return new HtmlReader(limits);
    }

    /** A page as Excel writes it, with exact values beside the shown texts. */
    @Override
    public Path fileOf(List<List<String>> rows) throws IOException {
        String table = rows.stream()
                .map(row -> row.stream()
                        .map(text -> "<td x:str=\"" + text.replace("&", "&amp;").replace("\"", "&quot;") + "\"></td>")
                        .collect(joining("", "<tr>", "</tr>")))
                .collect(joining("", "<table>", "</table>"));
        return Files.writeString(
                directory.resolve("contract.xls"),
                "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body>" + table);
    }

    @Test
    void givesEachTableOfDataAsASheet() throws IOException {
        ReadSheets sheets =
                read("<html><body><h1>Counts</h1><table><caption>By <b>trust</b></caption><thead><tr><th>org"
                        + "</th><th>count</th></tr></thead><tbody><tr><td>RRK</td><td>1</td></tr></tbody></table><p>text</p>"
                        + "<table><tr><td>only one cell</td></tr></table><TABLE style='display: none'>" + DATA
                        + "</TABLE></body></html>");

        assertThat(sheets.sheets())
                .extracting(ReadSheets.Sheet::header)
                .containsExactly(new SheetHeader("", "By trust", 1, false), new SheetHeader("", "Table 2", 2, true));
        assertThat(sheets.sheets()).allMatch(sheet -> sheet.texts().equals(ROWS));
        assertThat(sheets.allClosed()).isTrue();
    }

    @Test
    void takesTheNamesThatExcelGivesItsSheets() throws IOException {
        String excel = "<xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>A &amp; E</x:Name>"
                + "</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml>";
        String table = "<body><table>" + DATA + "</table>";

        assertThat(read("<html><head><!--[if gte mso 9]>" + excel + "<![endif]--></head>" + table)
                        .names())
                .containsExactly("A & E");
        assertThat(read("<html><head>" + excel + "</head>" + table + table).names())
                .containsExactly("A & E", "Table 2");
    }

    @Test
    void tellsTablesApartThatHaveOneName() throws IOException {
        String table = "<table><caption>Data</caption>" + DATA + "</table>";

        assertThat(read(table + table).names()).containsExactly("Data", "Data (table 2)");
    }

    @Test
    void putsCellsBesideWhatMergedOnesCover() throws IOException {
        assertThat(read("<table><tr><th rowspan=2>org</th><th colspan=2>count</th><th rowspan=0>x</tr>"
                                + "<tr><th>men</th><th>women</th></tr><tr><td>RRK<td>1<td>2<td>3</tr></table>")
                        .only()
                        .texts())
                .containsExactly(
                        List.of("org", "count", "", "x"),
                        List.of("", "men", "women"),
                        List.of("RRK", "1", "2", "", "3"));
    }

    @Test
    void keepsTextAsItIsShown() throws IOException {
        assertThat(
                        read("<table><tr><td>\n  two\n  words <b>bold</b>\n</td><td>one<br>two<p>three</p></td><td>&nbsp;</td>"
                                        + "<td>007</td><td>1,234</td><td>12%</td><td>a<script>b</script></td></tr>"
                                        + DATA)
                                .only()
                                .row(1)
                                .cells())
                .containsExactly(
                        Cell.text("two words bold"),
                        Cell.text("one\ntwo\nthree"),
                        Cell.BLANK,
                        Cell.text("007"),
                        Cell.text("1,234"),
                        Cell.text("12%"),
                        Cell.text("a"));
    }

    @Test
    void takesTheValuesThatExcelWroteBesideTheText() throws IOException {
        assertThat(
                        read("<style><!--table {mso-displayed-decimal-separator:'.';}\n.xl24\n\t{mso-style-parent:style0;\n\t"
                                        + "mso-number-format:\"dd\\\\/mm\\\\/yyyy\";}\n.xl25 {mso-number-format:Percent;}--></style>"
                                        + "<table><tr><td class=xl25 x:num='0.1234'>12.34%</td><td x:num>1234.50</td>"
                                        + "<td class=xl24 x:num='45717'>01/03/2025</td><td x:bool=\"TRUE\">TRUE</td>"
                                        + "<td x:err=\"#N/A\">#N/A</td><td x:num>n/a</td>"
                                        + "<td style='mso-number-format:\"\\#\\,\\#\\#0\"' x:num='1200'>1,200</td></tr>"
                                        + DATA)
                                .only()
                                .row(1)
                                .cells())
                .containsExactly(
                        new Cell(CellKind.NUMBER, "0.1234", "0.00%"),
                        Cell.number("1234.5"),
                        new Cell(CellKind.DATE, "2025-03-01", "dd\\/mm\\/yyyy"),
                        new Cell(CellKind.BOOLEAN, "true", ""),
                        new Cell(CellKind.ERROR, "#N/A", ""),
                        Cell.text("n/a"),
                        new Cell(CellKind.NUMBER, "1200", "#,##0"));
    }

    @Test
    void looksIntoATableThatLaysOutThePage() throws IOException {
        ReadSheets sheets = read("<table><tr><td colspan=2>Site</td></tr><tr><td>menu</td><td><table><tr><td><table>"
                + "<caption>Inner</caption>" + DATA + "</table></td></tr></table></td></tr></table>");

        assertThat(sheets.only().header().name()).isEqualTo("Inner");
        assertThat(sheets.only().texts()).isEqualTo(ROWS);
    }

    @Test
    void keepsASmallTableInACellAsText() throws IOException {
        assertThat(read("<table>" + DATA + "<tr><td>RXX<td><table><tr><td>5<td>note</tr></table></tr></table>")
                        .only()
                        .text(3, 1))
                .isEqualTo("5 note");
    }

    @Test
    void readsWhateverTheEncoding() throws IOException {
        String page =
                "<html><head><meta charset=iso-8859-1></head><body><table>" + DATA + "<tr><td>£5 – café<td>2</tr>";

        assertThat(read(page.getBytes(UTF_8)).only().text(3, 0)).isEqualTo("£5 – café");
        assertThat(read(page.getBytes(Charset.forName("windows-1252"))).only().text(3, 0))
                .isEqualTo("£5 – café");
        assertThat(read(("\uFEFF" + page).getBytes(UTF_16LE)).only().text(3, 0)).isEqualTo("£5 – café");
        assertThat(read(page.replace("iso-8859-1", "windows-1250")
                                .replace("£5 – ", "Łódź ")
                                .getBytes(Charset.forName("windows-1250")))
                        .only()
                        .text(3, 0))
                .isEqualTo("Łódź café");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sorry, the page cannot be found</body></html>",
                "<html><body><form><table><tr><td>User</td><td><input></td></tr><tr><td>Password</td><td><input></td></tr>"
                        + "</table></form></body></html>",
                "<html><table><tr><td>Error</td><td>404</td></tr></table>",
                "<html><table><tr><td>Error</td></tr><tr><td>Not found</td></tr></table>",
                "<html><frameset><frame src='sheet001.htm'></frameset></html>",
                "<table><tr><td>a &nbsp;<td>&nbsp;<tr><td>b<td></table>"
            })
    void refusesAPageThatCameInPlaceOfAFile(String page) {
        assertThatThrownBy(() -> read(page))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.HTML_PAGE)
                .hasMessageStartingWith("Cannot read a.xls: found an HTML page, expected XLSX");
    }

    @Test
    void keepsNoRowsOfALongTableInMemory() throws IOException {
        String row = "<tr>\n  <td>RRK</td>\n  <td><span>1</span></td>\n</tr>\n";
        CountingSink sink = new CountingSink();

        reader(ReadLimits.DEFAULT).read(write(("<table>" + row.repeat(300_000)).getBytes(UTF_8)), "a.xls", sink);

        assertThat(sink.rows()).isEqualTo(300_000);
        assertThat(sink.chars()).isEqualTo(4 * 300_000);
    }

    @Test
    void readsAPageThatEndsTooSoon() throws IOException {
        ReadSheets.Sheet sheet = read("<table>" + DATA + "<tr><td>RXX").only();

        assertThat(sheet.rows()).extracting(SheetRow::row).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "<table><tr><td>", "<table>", "<div><p>", "<td>", "<tr>", "<table><b><tr>", "<a x="})
    void endsForPagesThatMeanHarm(String part) throws IOException {
        CountingSink sink = new CountingSink();
        try {
            reader(ReadLimits.DEFAULT).read(write(("<html>" + part.repeat(200_000)).getBytes(UTF_8)), "a.xls", sink);
        } catch (UnreadableFileException expected) {
            assertThat(expected.reason()).isIn(UnreadableReason.HTML_PAGE, UnreadableReason.TOO_BIG);
        }
    }

    @Test
    void refusesMergedCellsWithoutMeasure() {
        String row = "<tr>" + "<td rowspan=65534 colspan=1000>".repeat(16) + "<tr><td>a".repeat(30_000);

        assertThatThrownBy(() -> read("<table>" + DATA + row))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG);
    }

    private ReadSheets read(String page) throws IOException {
        return read(page.getBytes(UTF_8));
    }

    private ReadSheets read(byte[] page) throws IOException {
        ReadSheets sheets = new ReadSheets();
        reader(ReadLimits.DEFAULT).read(write(page), "a.xls", sheets);
        return sheets;
    }

    private Path write(byte[] page) throws IOException {
        return Files.write(directory.resolve("a.xls"), page);
    }
}
