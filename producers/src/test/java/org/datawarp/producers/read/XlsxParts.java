package org.datawarp.producers.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an XLSX part by part, so that it can hold what no library would write. */
final class XlsxParts {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    private final Map<String, String> parts = new LinkedHashMap<>();

    /** A workbook with one sheet, {@code Data}. */
    static XlsxParts withRows(String sheetData) {
        return new XlsxParts()
                .part(
                        "[Content_Types].xml",
                        "<Types xmlns='" + PACKAGE + "content-types'><Override PartName='/xl/workbook.xml' ContentType="
                                + "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>")
                .part("_rels/.rels", relations("rId1", "officeDocument", "xl/workbook.xml"))
                .part(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns='" + PACKAGE + "relationships'>"
                                + relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                + relation("rId2", "sharedStrings", "/xl/sharedStrings.xml")
                                + relation("rId3", "styles", "styles.xml")
                                + relation("rId4", "chartsheet", "chartsheets/sheet1.xml")
                                + "</Relationships>")
                .workbook("", "<sheet name='Data' sheetId='1' r:id='rId1'/>")
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns='" + MAIN + "'><sheetData>" + sheetData + "</sheetData></worksheet>");
    }

    XlsxParts part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    XlsxParts without(String name) {
        parts.remove(name);
        return this;
    }

    XlsxParts workbook(String properties, String sheets) {
        return part(
                "xl/workbook.xml",
                "<workbook xmlns='" + MAIN + "' xmlns:r='" + RELATION + "'>" + properties + "<sheets>" + sheets
                        + "</sheets></workbook>");
    }

    XlsxParts strings(String... items) {
        return part(
                "xl/sharedStrings.xml",
                "<sst xmlns='" + MAIN + "'><si>" + String.join("</si><si>", items) + "</si></sst>");
    }

    /** Style 0 is general, the others are these format codes. */
    XlsxParts formats(String... codes) {
        StringBuilder formats = new StringBuilder();
        StringBuilder styles = new StringBuilder("<xf numFmtId='0'/>");
        for (int i = 0; i < codes.length; i++) {
            formats.append("<numFmt numFmtId='")
                    .append(164 + i)
                    .append("' formatCode='")
                    .append(codes[i])
                    .append("'/>");
            styles.append("<xf numFmtId='").append(164 + i).append("'/>");
        }
        return part(
                "xl/styles.xml",
                "<styleSheet xmlns='" + MAIN + "'><numFmts>" + formats
                        + "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>" + styles
                        + "</cellXfs></styleSheet>");
    }

    /** The same in the namespaces of strict files. */
    XlsxParts strict() {
        parts.replaceAll((name, content) -> content.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replace(RELATION, "http://purl.oclc.org/ooxml/officeDocument/relationships"));
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static String relations(String id, String type, String target) {
        return "<Relationships xmlns='" + PACKAGE + "relationships'>" + relation(id, type, target) + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id='" + id + "' Type='" + RELATION + "/" + type + "' Target='" + target + "'/>";
    }
}
