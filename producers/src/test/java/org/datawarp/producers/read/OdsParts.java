package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an OpenDocument spreadsheet part by part, so that a test can write what no office program would. */
public final class OdsParts {

    private static final String NAMESPACES = " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
            + " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
            + " xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'"
            + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private String styles = "";
    private String tables = "";
    private String doctype = "";

    private OdsParts() {
        part("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    }

    /** With one table of these rows. */
    static OdsParts withRows(String rows) {
        return new OdsParts().table("<table:table table:name='Data'>" + rows + "</table:table>");
    }

    public static OdsParts withTables(String tables) {
        return new OdsParts().table(tables);
    }

    private OdsParts table(String content) {
        tables = content;
        return this;
    }

    /** The styles in the same part as the tables. */
    public OdsParts styles(String content) {
        styles = content;
        return this;
    }

    /** The styles in a part of their own. */
    OdsParts commonStyles(String content) {
        return part(
                "styles.xml",
                "<office:document-styles" + NAMESPACES + "><office:styles>" + content
                        + "</office:styles><office:automatic-styles><number:text-style style:name='N1'/>"
                        + "</office:automatic-styles></office:document-styles>");
    }

    OdsParts doctype(String declaration) {
        doctype = declaration;
        return this;
    }

    OdsParts part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    public Path write(Path file) throws IOException {
        Zips zip = new Zips();
        parts.forEach(zip::entry);
        zip.entry(
                "content.xml",
                doctype + "<office:document-content" + NAMESPACES + "><office:automatic-styles>" + styles
                        + "</office:automatic-styles><office:body><office:spreadsheet>" + tables
                        + "</office:spreadsheet></office:body></office:document-content>");
        return Files.write(file, zip.bytes());
    }

    /** A cell with this text, as office programs write it. */
    public static String text(String content) {
        String escaped = content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(" ", "<text:s/>")
                .replace("\t", "<text:tab/>")
                .replace("\n", "</text:p><text:p>");
        return "<table:table-cell office:value-type='string'><text:p>" + escaped + "</text:p></table:table-cell>";
    }
}
