package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MhtmlPagesTest {

    private static final String START = """
            MIME-Version: 1.0
            X-Document-Type: Workbook
            Content-Type: multipart/related;
            \tboundary="----=_NextPart_01"

            This document is an archive.
            """.replace("\n", "\r\n");

    @TempDir
    Path directory;

    @Test
    void readsTheSheetsOfAWebArchiveAsExcelWritesIt() throws IOException {
        String archive = START
                + part(
                        "text/html",
                        "quoted-printable",
                        "a.htm",
                        "<html xmlns:x=3D\"urn:schemas-microsoft-com:office:excel\">"
                                + "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>First</x:Name></x:ExcelWorksheet>"
                                + "<x:ExcelWorksheet><x:Name>Second</x:Name></x:ExcelWorksheet></xml><![endif]-->")
                + part("text/css", "quoted-printable", "stylesheet.css", ".xl1 {mso-number-format:Percent;}")
                + part("text/html", "quoted-printable", "tabstrip.htm", "<table><tr><td>First</td></tr></table>")
                + part(
                        "text/html",
                        "quoted-printable",
                        "sheet001.htm",
                        "<table><tr><td>caf=E9 =\r\nat 10=A3</td>"
                                + "<td class=3Dxl1 x:num=3D\"0.5\">50%</td></tr></table>")
                + part("image/png", "base64", "a.png", "iVBORw0KGgo=")
                + part(
                        "text/html",
                        "base64",
                        "sheet002.htm",
                        Base64.getMimeEncoder()
                                .encodeToString("<table><tr><td>b</td></tr></table>".getBytes(ISO_8859_1)))
                + "------=_NextPart_01--\r\n";

        ReadSheets sheets = read(archive);

        assertThat(sheets.names()).containsExactly("First", "Second");
        assertThat(sheets.named("First").row(1).cells())
                .containsExactly(Cell.text("café at 10£"), new Cell(CellKind.NUMBER, "0.5", "0.00%"));
        assertThat(sheets.named("Second").texts()).containsExactly(List.of("b"));
    }

    @Test
    void refusesAnArchiveWithoutATable() {
        for (String archive :
                List.of(START, "MIME-Version: 1.0\r\n", START + part("text/html", "8bit", "a", "<p>a</p>"))) {
            assertThatThrownBy(() -> read(archive))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasFieldOrPropertyWithValue("reason", UnreadableReason.HTML_PAGE);
        }
    }

    private static String part(String type, String packing, String name, String content) {
        return "\r\n------=_NextPart_01\r\nContent-Location: file:///C:/x/" + name + "\r\nContent-Transfer-Encoding: "
                + packing + "\r\nContent-Type: " + type + "; charset=\"us-ascii\"\r\n\r\n" + content + "\r\n";
    }

    private ReadSheets read(String archive) throws IOException {
        ReadSheets sheets = new ReadSheets();
        Path file = Files.writeString(directory.resolve("a.xls"), archive, ISO_8859_1);
        new FileReader(directory.resolve("work"), ReadLimits.DEFAULT).read(file, "a.xls", member -> true, sheets);
        return sheets;
    }
}
