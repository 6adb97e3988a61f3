package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a published file of any supported format. Stateless: any thread, several at once. */
public final class FileReader {

    private final Path workDirectory;
    private final ReadLimits limits;
    private final Map<FileFormat, SheetReader> readers;

    /** @param workDirectory where compressed files are unpacked while they are read; created when missing */
    public FileReader(Path workDirectory, ReadLimits limits) {
        this.workDirectory = workDirectory;
        this.limits = limits;
        OdsReader ods = new OdsReader(limits);
        this.readers = Map.of(
                FileFormat.CSV, new CsvReader(limits),
                FileFormat.XLSX, new XlsxReader(workDirectory, limits),
                FileFormat.XLSB, new XlsbReader(workDirectory, limits),
                FileFormat.XLS, new XlsReader(workDirectory, limits),
                FileFormat.EARLY_XLS, new EarlyXlsReader(limits),
                FileFormat.SPREADSHEET_ML, new SpreadsheetMlReader(limits),
                FileFormat.ODS, ods,
                FileFormat.FLAT_ODS, ods::readFlat,
                FileFormat.HTML, new HtmlReader(limits));
    }

    /**
     * Passes every sheet of the file to the sink, in the file's order.
     *
     * @param fileName as published
     * @param members which members of a ZIP to read, by their paths as in {@link SheetHeader#member}; does not apply to
     *     other files
     * @throws UnreadableFileException when the file cannot be read, or not to its end; an unreadable member of a ZIP is
     *     reported to the sink instead
     * @throws IOException when the disk fails, or what the sink threw
     */
    public void read(Path file, String fileName, Predicate<String> members, SheetSink sink) throws IOException {
        long limit = limits.decodedBytes(Files.size(file));
        WorkFiles workFiles = new WorkFiles(workDirectory, new ByteAllowance(limit));
        new FileReading(this, workFiles, members, new CountedSink(sink, fileName, limit, limits.cells()))
                .read(file, fileName);
    }

    Map<FileFormat, SheetReader> readers() {
        return readers;
    }

    ReadLimits limits() {
        return limits;
    }
}
