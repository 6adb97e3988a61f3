package org.datawarp.producers.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.UnreadableFile;
import org.jspecify.annotations.Nullable;

/**
 * Turns the sheets of a release's files into messages, counts them and sums their checksums. Used for one run, file
 * after file, by one thread.
 */
final class SheetMessages implements SheetSink {

    private final RawMessages to;
    private final RowCodec codec = new RowCodec();
    private final String run;
    private final int maxRowBytes;
    private final List<SheetClosed> sheets = new ArrayList<>();
    private final List<PublishedSheet> published = new ArrayList<>();
    private final List<UnreadableFile> unreadable = new ArrayList<>();
    private @Nullable PublishedFile file;
    private @Nullable SheetOpened open;
    private long rows;
    private long checksum;

    SheetMessages(RawMessages to, String run, int maxRowBytes) {
        this.to = to;
        this.run = run;
        this.maxRowBytes = maxRowBytes;
    }

    /** What is read from now on belongs to this file. */
    void begin(PublishedFile next) {
        file = next;
    }

    /**
     * The file could not be read to its end: the sheet that was being sent is closed, so that counts agree downstream.
     */
    void failed(UnreadableFileException reason) throws IOException {
        unreadable(open == null ? "" : open.member(), reason);
    }

    @Override
    public void opened(SheetHeader sheet) throws IOException {
        PublishedFile of = Objects.requireNonNull(file, "begin comes first");
        String id = run + "/" + (sheets.size() + 1);
        open = new SheetOpened(
                run, id, of.digest(), of.name(), sheet.member(), sheet.name(), sheet.number(), sheet.hidden());
        rows = 0;
        checksum = 0;
        take(id, open);
    }

    @Override
    public void row(SheetRow row) throws IOException {
        byte[] message = codec.encode(row);
        if (message.length > maxRowBytes) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    "%s › %s › row %d".formatted(current().fileName(), current().name(), row.row()),
                    "a row of %d bytes".formatted(message.length),
                    "at most %d".formatted(maxRowBytes));
        }
        to.take(current().sheet(), row, message);
        rows++;
        checksum += RowCodec.checksum(message);
    }

    @Override
    public void closed() throws IOException {
        SheetOpened sheet = current();
        SheetClosed closed = new SheetClosed(run, sheet.sheet(), rows, checksum);
        take(sheet.sheet(), closed);
        sheets.add(closed);
        published.add(new PublishedSheet(sheet.file(), sheet.fileName(), sheet.member(), sheet.name(), rows));
        open = null;
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) throws IOException {
        if (open != null) {
            closed();
        }
        PublishedFile of = Objects.requireNonNull(file, "begin comes first");
        unreadable.add(new UnreadableFile(
                of.digest(), of.name(), member, reason.reason().code(), String.valueOf(reason.getMessage())));
    }

    private void take(String key, RawMessage message) throws IOException {
        to.take(key, message, encode(message));
    }

    byte[] encode(RawMessage message) {
        return codec.encode(message);
    }

    /** Every sheet so far. */
    List<SheetClosed> sheets() {
        return sheets;
    }

    List<UnreadableFile> unreadable() {
        return unreadable;
    }

    PublishedRelease result(ReleaseOpened opened) {
        return new PublishedRelease(opened, published, unreadable);
    }

    private SheetOpened current() {
        return Objects.requireNonNull(open, "opened comes before rows");
    }
}
