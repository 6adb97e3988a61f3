package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;

/** Reads workbooks of Excel 2, 3 and 4: one sheet, or several that Excel 4 bound together. */
public final class EarlyXlsReader implements SheetReader {

    private static final String EXPECTED = "a workbook of Excel 2, 3 or 4";
    private static final int BOUND_SHEET = 0x008F;
    private static final int END = 0x000A;
    private static final int LOCKED = 0x002F;
    private static final int WORKSHEET = 0x0010;
    private static final int BOUND = 0x0100;

    private final ReadLimits limits;

    public EarlyXlsReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (EarlyBiffStream records = new EarlyBiffStream(file)) {
                readSheets(records, name, guarded);
            }
        });
    }

    /** A single sheet has no name of its own: it gets the name of its file, like a CSV. */
    private void readSheets(EarlyBiffStream records, String name, SheetSink sink) throws IOException {
        String bound = name;
        int number = 0;
        while (records.next()) {
            if (records.type() == LOCKED) {
                throw locked(name);
            }
            if (records.type() == BOUND_SHEET) {
                records.content().getInt();
                bound = records.text(records.byteAt());
            } else if (EarlyBiffStream.isBegin(records.type())) {
                records.twoBytes();
                int kind = records.twoBytes();
                if (kind == WORKSHEET) {
                    readSheet(records, new SheetHeader("", bound, ++number, false), name, sink);
                } else if (kind != BOUND) {
                    number++;
                    skipToEnd(records);
                }
            }
        }
        if (number == 0) {
            throw new UnreadableFileException(UnreadableReason.NOT_A_WORKBOOK, name, "no sheet", EXPECTED);
        }
    }

    private void readSheet(EarlyBiffStream records, SheetHeader header, String name, SheetSink sink)
            throws IOException {
        String where = name + " › " + header.name();
        RowCells rows = new RowCells(where, limits, sink);
        EarlyXlsSheet sheet = new EarlyXlsSheet(records, rows);
        sink.opened(header);
        boolean ended = false;
        while (!ended && records.next()) {
            if (records.type() == LOCKED) {
                throw locked(where);
            }
            ended = records.type() == END;
            sheet.take(records.type());
        }
        if (!ended) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, rows.place(), "the end of the file", "the end of the sheet before it");
        }
        sheet.finish();
        sink.closed();
    }

    private static void skipToEnd(EarlyBiffStream records) throws IOException {
        boolean ended = false;
        while (!ended && records.next()) {
            ended = records.type() == END;
        }
    }

    private static UnreadableFileException locked(String where) {
        return new UnreadableFileException(
                UnreadableReason.ENCRYPTED, where, "a workbook protected with a password", "an open one");
    }
}
