package org.datawarp.producers.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an XLSB record by record, because no library for Java does. */
public final class XlsbParts {

    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** With one sheet of these records between the beginning and the end of its rows. */
    static XlsbParts withRows(Records rows) {
        return new XlsbParts()
                .xml(
                        "[Content_Types].xml",
                        "<Types xmlns='" + PACKAGE + "content-types'><Default Extension='rels'"
                                + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                                + "<Override PartName='/xl/workbook.bin'"
                                + " ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/>"
                                + "<Override PartName='/xl/worksheets/sheet1.bin'"
                                + " ContentType='application/vnd.ms-excel.worksheet'/></Types>")
                .xml("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.bin")))
                .xml(
                        "xl/_rels/workbook.bin.rels",
                        relations(relation("rId1", "worksheet", "worksheets/sheet1.bin")
                                + relation("rId2", "sharedStrings", "sharedStrings.bin")
                                + relation("rId3", "styles", "styles.bin")
                                + relation("rId4", "chartsheet", "chartsheets/sheet1.bin")
                                + relation("rId5", "worksheet", "worksheets/sheet1.bin")))
                .part("xl/workbook.bin", new Records().sheet(0, "rId1", "Data"))
                .part("xl/worksheets/sheet1.bin", sheet(rows));
    }

    /** With sheets {@code Data 1}, {@code Data 2} and so on. */
    public static XlsbParts withSheets(List<Records> sheets) {
        XlsbParts parts = withRows(new Records());
        StringBuilder relations = new StringBuilder(relation("styles", "styles", "styles.bin"));
        Records workbook = new Records();
        for (int i = 1; i <= sheets.size(); i++) {
            relations.append(relation("sheet" + i, "worksheet", "worksheets/sheet" + i + ".bin"));
            workbook.sheet(0, "sheet" + i, "Data " + i);
            parts.part("xl/worksheets/sheet" + i + ".bin", sheets.get(i - 1));
        }
        return parts.part("xl/workbook.bin", workbook)
                .xml("xl/_rels/workbook.bin.rels", relations(relations.toString()));
    }

    static Records sheet(Records rows) {
        return sheet(rows, new Records());
    }

    /** With records after its rows. */
    public static Records sheet(Records rows, Records behind) {
        return new Records()
                .record(129, bytes())
                .record(145, bytes())
                .records(rows)
                .record(146, bytes())
                .records(behind)
                .record(130, bytes());
    }

    /** One merged cell: rows from 1, columns from 0. */
    public static Records merged(int top, int bottom, int left, int right) {
        Content place = bytes().number(top - 1).number(bottom - 1).number(left).number(right);
        return new Records().record(177, bytes().number(1)).record(176, place).record(178, bytes());
    }

    /** The texts that cells share, rich ones with a run each. */
    XlsbParts strings(String... texts) {
        Records records = new Records().record(159, bytes().number(texts.length).number(texts.length));
        for (String text : texts) {
            records.record(19, bytes().raw(1).text(text).number(1).number(0));
        }
        return part("xl/sharedStrings.bin", records.record(160, bytes()));
    }

    /** Styles from 1 on with these formats; style 0 is general. */
    public XlsbParts formats(String... codes) {
        Records formats = new Records().record(615, bytes().number(codes.length));
        Records styles = new Records().record(617, bytes().number(codes.length + 1));
        styles.record(47, bytes().twoBytes(0).twoBytes(0));
        for (int i = 0; i < codes.length; i++) {
            formats.record(44, bytes().twoBytes(164 + i).text(codes[i]));
            styles.record(47, bytes().twoBytes(0).twoBytes(164 + i));
        }
        Records nobodys = new Records()
                .record(626, bytes())
                .record(47, bytes().twoBytes(0).twoBytes(9));
        return part(
                "xl/styles.bin",
                formats.record(616, bytes()).records(nobodys).records(styles).record(618, bytes()));
    }

    XlsbParts part(String name, Records records) {
        parts.put(name, records.bytes());
        return this;
    }

    XlsbParts xml(String name, String content) {
        parts.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Path write(Path file) throws IOException {
        Zips zip = new Zips();
        parts.forEach(zip::entry);
        return Files.write(file, zip.bytes());
    }

    public static Content bytes() {
        return new Content();
    }

    private static String relations(String all) {
        return "<Relationships xmlns='" + PACKAGE + "relationships'>" + all + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id='" + id + "' Type='" + RELATION + "/" + type + "' Target='" + target + "'/>";
    }

    /** Records, one after the other. */
    public static final class Records {

        private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

        /** @param number from 1, as people count */
        public Records row(long number) {
            return record(
                    0,
                    XlsbParts.bytes()
                            .number((int) (number - 1))
                            .number(0)
                            .twoBytes(300)
                            .raw(0, 0, 0, 0, 0));
        }

        /** @param column from 0 */
        public Records cell(int type, int column, int style, Content value) {
            return record(type, XlsbParts.bytes().number(column).number(style).content(value));
        }

        /** A cell to the right of the one before. */
        Records shortCell(int type, int style, Content value) {
            return record(type, XlsbParts.bytes().number(style).content(value));
        }

        public Records text(int column, String text) {
            return cell(6, column, 0, XlsbParts.bytes().text(text));
        }

        Records sheet(int state, String relation, String name) {
            return record(
                    156,
                    XlsbParts.bytes().number(state).number(1).text(relation).text(name));
        }

        Records record(int type, Content content) {
            byte[] bytes = content.stream.toByteArray();
            return lying(type, bytes.length, content);
        }

        /** With a declared size that need not be the size of its content. */
        Records lying(int type, long size, Content content) {
            variable(type);
            variable(size);
            stream.writeBytes(content.stream.toByteArray());
            return this;
        }

        public Records records(Records others) {
            stream.writeBytes(others.bytes());
            return this;
        }

        byte[] bytes() {
            return stream.toByteArray();
        }

        private void variable(long value) {
            long rest = value;
            while (rest > 0x7F) {
                stream.write((int) (rest & 0x7F) | 0x80);
                rest >>= 7;
            }
            stream.write((int) rest);
        }
    }

    /** The content of a record. */
    public static final class Content {

        private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

        public Content raw(int... bytes) {
            for (int value : bytes) {
                stream.write(value);
            }
            return this;
        }

        Content twoBytes(int value) {
            return raw(value, value >> 8);
        }

        /** Four bytes. */
        Content number(int value) {
            return raw(value, value >> 8, value >> 16, value >> 24);
        }

        /** Eight bytes. */
        public Content number(double value) {
            stream.writeBytes(ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Content text(String text) {
            number(text.length());
            stream.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
            return this;
        }

        Content content(Content other) {
            stream.writeBytes(other.stream.toByteArray());
            return this;
        }
    }
}
