package org.datawarp.producers.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org,count\n",
                "<5,12\n",
                "[c],1\n",
                "{a},1\n",
                "a\u000Bb,\u001Ac\n",
                "PK,1\n",
                "\uFEFForg,count\n",
                "%,1\n",
                "-----\n"
            })
    void seesText(String text) throws IOException {
        assertThat(formatOf(text.getBytes(UTF_8))).isEqualTo(FileFormat.CSV);
        assertThat(formatOf(("\uFEFF" + text).getBytes(UTF_16LE))).isEqualTo(FileFormat.CSV);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html>",
                "\r\n  <HTML xmlns:x='urn:schemas-microsoft-com:office:excel'>",
                "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-'><html>",
                "<table><tr><td>1</td></tr></table>",
                "<!-- page --><head>",
                "\uFEFF<html>"
            })
    void seesAPage(String text) throws IOException {
        assertThat(formatOf(text.getBytes(UTF_8))).isEqualTo(FileFormat.HTML);
        assertThat(formatOf(("\uFEFF" + text).getBytes(UTF_16LE))).isEqualTo(FileFormat.HTML);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "<?xml version='1.0'?><Workbook>, XML",
                "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Table>, SPREADSHEET_ML",
                "{\"error\": 404}, JSON",
                "[{\"a\": 1}], JSON",
                "%PDF-1.7, PDF",
                "MIME-Version: 1.0, MHTML",
                "'\u0089PNG', BINARY",
                "'', EMPTY"
            })
    void seesOtherFormats(String text, FileFormat expected) throws IOException {
        String content = text.equals("''") ? "" : text.startsWith("'") ? "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR" : text;
        assertThat(formatOf(content.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void seesWhatAZipIsByWhatItHolds() throws IOException {
        assertThat(formatOf(new Zips().entry("a.csv", "a,b").bytes())).isEqualTo(FileFormat.ZIP);
        assertThat(formatOf(new Zips().bytes())).isEqualTo(FileFormat.ZIP);
        assertThat(formatOf(new Zips()
                        .entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                        .bytes()))
                .isEqualTo(FileFormat.ODS);
        assertThat(formatOf(new Zips()
                        .entry("mimetype", "application/vnd.oasis.opendocument.text")
                        .bytes()))
                .isEqualTo(FileFormat.OFFICE);
        assertThat(formatOf(new Zips()
                        .entry(
                                "META-INF/manifest.xml",
                                "<m media-type='application/vnd.oasis.opendocument.spreadsheet'/>")
                        .entry("content.xml", "")
                        .bytes()))
                .isEqualTo(FileFormat.ODS);
        assertThat(formatOf(office("spreadsheetml.sheet.main+xml"))).isEqualTo(FileFormat.XLSX);
        assertThat(formatOf(office("ms-excel.sheet.macroEnabled.main+xml"))).isEqualTo(FileFormat.XLSX);
        assertThat(formatOf(office("ms-excel.sheet.binary.macroEnabled.main"))).isEqualTo(FileFormat.XLSB);
        assertThat(formatOf(office("wordprocessingml.document.main+xml"))).isEqualTo(FileFormat.OFFICE);
    }

    @Test
    void believesNoDeclaredTypeAgainstTheParts() throws IOException {
        XlsxParts parts = XlsxParts.withRows("");
        Path lie = parts.part("[Content_Types].xml", "<Types/>").write(directory.resolve("lie.xlsx"));
        Path binary = parts.part(
                        "[Content_Types].xml",
                        "<Types><Default Extension='xlsb' ContentType="
                                + "'application/vnd.ms-excel.sheet.binary.macroEnabled.12'/></Types>")
                .write(directory.resolve("binary.xlsx"));

        assertThat(FileFormat.of(lie, "a.xlsx", ReadLimits.DEFAULT)).isEqualTo(FileFormat.XLSX);
        assertThat(FileFormat.of(binary, "a.xlsx", ReadLimits.DEFAULT)).isEqualTo(FileFormat.XLSX);
    }

    @Test
    void seesWhatAnOle2ContainerIsByWhatItHolds() throws IOException {
        assertThat(ole2("Workbook")).isEqualTo(FileFormat.XLS);
        assertThat(ole2("Book")).isEqualTo(FileFormat.XLS);
        assertThat(ole2("EncryptedPackage")).isEqualTo(FileFormat.ENCRYPTED);
        assertThat(ole2("WordDocument")).isEqualTo(FileFormat.OFFICE);
    }

    @Test
    void tellsWhichFormatsCanBeRead() {
        assertThat(List.of(FileFormat.values()).stream()
                        .filter(format -> format.unreadable().isEmpty()))
                .containsExactly(
                        FileFormat.XLSX,
                        FileFormat.XLSB,
                        FileFormat.XLS,
                        FileFormat.EARLY_XLS,
                        FileFormat.ODS,
                        FileFormat.FLAT_ODS,
                        FileFormat.SPREADSHEET_ML,
                        FileFormat.HTML,
                        FileFormat.CSV,
                        FileFormat.GZIP,
                        FileFormat.ZIP,
                        FileFormat.MHTML);
    }

    private static byte[] office(String mainType) throws IOException {
        return new Zips()
                .entry(
                        "[Content_Types].xml",
                        "<Types><Override ContentType='application/vnd.openxmlformats-" + mainType + "'/>")
                .bytes();
    }

    private FileFormat ole2(String stream) throws IOException {
        Path file = directory.resolve("container");
        try (POIFSFileSystem ole2 = new POIFSFileSystem()) {
            ole2.getRoot().createDocument(stream, new ByteArrayInputStream(new byte[5000]));
            try (OutputStream out = Files.newOutputStream(file)) {
                ole2.writeFilesystem(out);
            }
        }
        return FileFormat.of(file, "a", ReadLimits.DEFAULT);
    }

    private FileFormat formatOf(byte[] bytes) throws IOException {
        return FileFormat.of(Files.write(directory.resolve("a"), bytes), "a", ReadLimits.DEFAULT);
    }
}
