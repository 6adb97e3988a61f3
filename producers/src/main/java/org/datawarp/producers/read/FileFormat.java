package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The format of a file, from its bytes: half the names and most content types are wrong. */
public enum FileFormat {
    XLSX("an XLSX workbook"),
    XLSB("an XLSB workbook"),
    XLS("an XLS workbook"),
    EARLY_XLS("a workbook of Excel 4 or older"),
    ODS("an OpenDocument spreadsheet"),
    FLAT_ODS("a flat OpenDocument spreadsheet"),
    SPREADSHEET_ML("an XML spreadsheet of Excel 2003"),
    HTML("an HTML page"),
    CSV("delimited text"),
    GZIP("a gzip file"),
    ZIP("a ZIP"),
    ENCRYPTED("a workbook protected with a password", UnreadableReason.ENCRYPTED),
    MHTML("a web archive"),
    XML("an XML file", UnreadableReason.UNSUPPORTED_FORMAT),
    JSON("a JSON file", UnreadableReason.UNSUPPORTED_FORMAT),
    PDF("a PDF", UnreadableReason.UNSUPPORTED_FORMAT),
    OFFICE("an Office document without a workbook", UnreadableReason.NOT_A_WORKBOOK),
    BINARY("bytes of no known format", UnreadableReason.UNSUPPORTED_FORMAT),
    EMPTY("an empty file", UnreadableReason.MALFORMED);

    private final String words;
    private final Optional<UnreadableReason> reason;

    FileFormat(String words) {
        this.words = words;
        this.reason = Optional.empty();
    }

    FileFormat(String words, UnreadableReason reason) {
        this.words = words;
        this.reason = Optional.of(reason);
    }

    /**
     * Checks the bytes, never the name.
     *
     * @throws UnreadableFileException when the file is a ZIP or OLE2 container that is too damaged to identify
     */
    public static FileFormat of(Path file, String name, ReadLimits limits) throws IOException {
        return new FormatProbe(file, name, limits).format();
    }

    /** For messages, such as {@code an XLSX workbook}. */
    public String words() {
        return words;
    }

    /** Why files of this format cannot be read; empty when they can. */
    public Optional<UnreadableReason> unreadable() {
        return reason;
    }
}
