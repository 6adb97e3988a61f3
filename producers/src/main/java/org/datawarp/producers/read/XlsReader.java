package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Reads XLS of Excel 5 and newer: every worksheet, hidden ones too, as a stream. */
public final class XlsReader implements SheetReader {

    /** Newest first: a file may hold the same workbook for Excel 5 as well. */
    private static final List<String> STREAMS = List.of("Workbook", "WORKBOOK", "Book", "BOOK");

    private static final String EXPECTED = "an XLS workbook";
    private static final int WORKSHEET = 0x0010;

    private final Path workDirectory;
    private final ReadLimits limits;

    /** @param workDirectory where texts go that are too many for the memory */
    public XlsReader(Path workDirectory, ReadLimits limits) {
        this.workDirectory = workDirectory;
        this.limits = limits;
    }

    /** The stream that holds the workbook; empty when there is none. */
    static Optional<String> workbookStream(POIFSFileSystem ole2) {
        return STREAMS.stream().filter(ole2.getRoot().getEntryNames()::contains).findFirst();
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (POIFSFileSystem ole2 = Reading.open(name, EXPECTED, () -> new POIFSFileSystem(file.toFile(), true));
                    SharedStrings strings =
                            new SharedStrings(workDirectory, SharedStrings.KEPT_COST, limits.decodedBytes())) {
                String stream = workbookStream(ole2)
                        .orElseThrow(() -> new UnreadableFileException(
                                UnreadableReason.NOT_A_WORKBOOK, name, "no Workbook stream", EXPECTED));
                BiffStream biff = Reading.open(name, EXPECTED, () -> BiffStream.open(ole2.getRoot(), stream, name));
                readSheets(biff, BiffGlobals.read(biff, strings), strings, name, guarded);
            }
        });
    }

    private void readSheets(BiffStream biff, BiffGlobals globals, SharedStrings strings, String name, SheetSink sink)
            throws IOException {
        Iterator<SheetHeader> headers = globals.sheetsAsStored().iterator();
        while (headers.hasNext() && biff.hasNext()) {
            if (biff.next() != BiffStream.BOF) {
                continue;
            }
            SheetHeader header = headers.next();
            RecordInputStream begin = biff.content();
            begin.readUShort();
            if (begin.readUShort() == WORKSHEET) {
                sink.opened(header);
                RowCells rows = new RowCells(name + " › " + header.name(), limits, sink);
                new BiffSheet(biff, globals, strings, rows).read();
                rows.finish();
                sink.closed();
            } else {
                biff.skipToEnd();
            }
        }
        if (headers.hasNext()) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED,
                    name,
                    "the end of the file before sheet " + headers.next().name(),
                    "every sheet that it lists");
        }
    }
}
