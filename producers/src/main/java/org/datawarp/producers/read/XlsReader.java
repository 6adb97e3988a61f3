package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Reads XLS of Excel 5 and newer: every worksheet, including hidden ones, as a stream. */
public final class XlsReader implements SheetReader {

    /** Newest first: a file may also hold the same workbook for Excel 5. */
    private static final List<String> STREAMS = List.of("Workbook", "WORKBOOK", "Book", "BOOK");

    private static final String EXPECTED = "an XLS workbook";
    private static final int WORKSHEET = 0x0010;

    private final Path workDirectory;
    private final ReadLimits limits;

    /** @param workDirectory where texts that do not fit into memory go */
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
                Opening workbook =
                        () -> Reading.open(name, EXPECTED, () -> BiffStream.open(ole2.getRoot(), stream, name));
                readSheets(workbook, strings, name, guarded);
            }
        });
    }

    /** Opens the workbook's stream at its beginning, as often as needed. */
    private interface Opening {
        BiffStream open() throws IOException;
    }

    private void readSheets(Opening workbook, SharedStrings strings, String name, SheetSink sink) throws IOException {
        BiffStream biff = workbook.open();
        BiffGlobals globals = BiffGlobals.read(biff, strings);
        Iterator<SheetHeader> headers = globals.sheetsAsStored().iterator();
        int begun = 0;
        while (headers.hasNext() && biff.hasNext()) {
            if (biff.next() != BiffStream.BOF) {
                continue;
            }
            SheetHeader header = headers.next();
            int before = begun++;
            RecordInputStream begin = biff.content();
            begin.readUShort();
            if (begin.readUShort() == WORKSHEET) {
                sink.opened(header);
                RowCells rows = new RowCells(
                        name + " › " + header.name(),
                        limits,
                        sink,
                        merges -> findMerges(workbook.open(), before, merges));
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

    /** @param before how many sheets are stored before this one */
    private static void findMerges(BiffStream biff, int before, SheetMerges merges) throws IOException {
        biff.skipToEnd();
        for (int sheet = 0; biff.hasNext(); ) {
            if (biff.next() == BiffStream.BOF) {
                if (sheet++ == before) {
                    BiffSheet.findMerges(biff, merges);
                    return;
                }
                biff.skipToEnd();
            }
        }
    }
}
