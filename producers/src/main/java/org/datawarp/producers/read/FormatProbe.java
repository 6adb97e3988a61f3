package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Identifies a file's format by its bytes. */
final class FormatProbe {

    private static final int START_BYTES = 8192;
    private static final int MOST_TYPES_BYTES = 1 << 20;

    /** A few control characters may be accidents. */
    private static final int FEW_CONTROLS = 4;

    /** With more than one zero byte in this many bytes, it is not text. */
    private static final int ZEROS_A_TEXT = 64;

    private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP_MARK = {'P', 'K', 5, 6};
    private static final byte[] GZIP_MARK = {0x1F, (byte) 0x8B, 8};
    private static final byte[] OLE2_MARK = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    private final Path file;
    private final String name;
    private final ReadLimits limits;

    FormatProbe(Path file, String name, ReadLimits limits) {
        this.file = file;
        this.name = name;
        this.limits = limits;
    }

    FileFormat format() throws IOException {
        byte[] start = TextEncoding.start(file, START_BYTES);
        if (start.length == 0) {
            return FileFormat.EMPTY;
        }
        if (TextEncoding.startsWith(start, ZIP_MARK) || TextEncoding.startsWith(start, EMPTY_ZIP_MARK)) {
            return Reading.open(name, "a whole ZIP or XLSX", this::packed);
        }
        if (TextEncoding.startsWith(start, OLE2_MARK)) {
            return Reading.open(name, "a whole XLS", this::ole2);
        }
        if (TextEncoding.startsWith(start, GZIP_MARK)) {
            return FileFormat.GZIP;
        }
        return EarlyBiffStream.isStart(start) ? FileFormat.EARLY_XLS : text(start);
    }

    private FileFormat packed() throws IOException {
        try (ZipArchive zip = ZipArchive.open(file, name, limits)) {
            Map<String, ZipArchiveEntry> entries = new HashMap<>();
            zip.entries()
                    .forEach(entry -> entries.putIfAbsent(ZipArchive.name(entry).toLowerCase(Locale.ROOT), entry));
            ZipArchiveEntry types = entries.get("[content_types].xml");
            if (types != null) {
                return office(content(zip, types), entries.keySet());
            }
            // The first one names the kind of document, but some writers omit it; the second one repeats it.
            ZipArchiveEntry kind = entries.getOrDefault("mimetype", entries.get("meta-inf/manifest.xml"));
            if (kind != null && content(zip, kind).contains("opendocument")) {
                return content(zip, kind).contains("opendocument.spreadsheet") ? FileFormat.ODS : FileFormat.OFFICE;
            }
            return byParts(entries.keySet(), FileFormat.ZIP);
        }
    }

    /** The declared types identify a workbook in any folder; without them, a workbook in its usual place counts. */
    private static FileFormat office(String contentTypes, Set<String> entries) {
        FileFormat declared = FileFormat.OFFICE;
        if (contentTypes.contains("sheet.binary.macroenabled.main")) {
            declared = FileFormat.XLSB;
        } else if (contentTypes.contains("spreadsheetml.sheet.main")
                || contentTypes.contains("spreadsheetml.template.main")
                || contentTypes.contains("ms-excel.sheet.macroenabled.main")
                || contentTypes.contains("ms-excel.template.macroenabled.main")
                || contentTypes.contains("ms-excel.addin.macroenabled.main")) {
            declared = FileFormat.XLSX;
        }
        return byParts(entries, declared);
    }

    private static FileFormat byParts(Set<String> entries, FileFormat otherwise) {
        if (entries.contains("xl/workbook.bin")) {
            return FileFormat.XLSB;
        }
        return entries.contains("xl/workbook.xml") ? FileFormat.XLSX : otherwise;
    }

    private static String content(ZipArchive zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = zip.open(entry)) {
            return new String(in.readNBytes(MOST_TYPES_BYTES), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        }
    }

    private FileFormat ole2() throws IOException {
        try (POIFSFileSystem ole2 = new POIFSFileSystem(file.toFile(), true)) {
            Set<String> streams = ole2.getRoot().getEntryNames();
            if (streams.contains("EncryptedPackage")) {
                return FileFormat.ENCRYPTED;
            }
            return XlsReader.workbookStream(ole2).isPresent() ? FileFormat.XLS : FileFormat.OFFICE;
        }
    }

    private static FileFormat text(byte[] start) {
        boolean wide = TextEncoding.isWide(start, 1) || TextEncoding.isWide(start, 0);
        boolean marked = TextEncoding.isMarkedWide(start);
        String text = new String(start, StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)+", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("%pdf-")) {
            return FileFormat.PDF;
        }
        if (!wide && !marked && isBinary(start)) {
            return FileFormat.BINARY;
        }
        if (text.startsWith("<") || text.startsWith("mime-version:")) {
            return markup(text);
        }
        return text.matches("(?s)(\\{\\s*\"|\\[\\s*\\{).*") ? FileFormat.JSON : FileFormat.CSV;
    }

    private static FileFormat markup(String text) {
        if (text.startsWith("mime-version:")) {
            return FileFormat.MHTML;
        }
        if (text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !text.contains("<html")) {
            return FileFormat.SPREADSHEET_ML;
        }
        if (text.contains("opendocument:xmlns:office") && text.contains("opendocument.spreadsheet")) {
            return FileFormat.FLAT_ODS;
        }
        boolean html = text.contains("<!doctype html")
                || text.contains("<html")
                || text.contains("<head")
                || text.contains("<body")
                || text.contains("<table")
                || text.contains("<script");
        if (html) {
            return FileFormat.HTML;
        }
        return text.startsWith("<?xml") || text.startsWith("<!doctype") ? FileFormat.XML : FileFormat.CSV;
    }

    /** Text has hardly any control characters besides tabs and line ends, and a zero byte only by accident. */
    private static boolean isBinary(byte[] start) {
        int controls = 0;
        int zeros = 0;
        for (byte b : start) {
            if (b == 0) {
                zeros++;
            } else if (b > 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                controls++;
            }
        }
        return zeros * ZEROS_A_TEXT > start.length || controls > Math.max(FEW_CONTROLS, start.length / 50);
    }
}
