package org.datawarp.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;

/** Writes the release protocol as a producer does, for tests. */
final class RawTopic {

    private final RowCodec codec = new RowCodec();
    private final BiConsumer<byte[], byte[]> to;
    private final List<SheetClosed> sheets;

    /** @param to takes each message's key and value */
    RawTopic(BiConsumer<byte[], byte[]> to) {
        this(to, new ArrayList<>());
    }

    private RawTopic(BiConsumer<byte[], byte[]> to, List<SheetClosed> sheets) {
        this.to = to;
        this.sheets = sheets;
    }

    /** The same producer, writing elsewhere. */
    RawTopic to(BiConsumer<byte[], byte[]> other) {
        return new RawTopic(other, sheets);
    }

    void open(ReleaseOpened release) {
        send(release.run(), release);
    }

    void open(SheetOpened sheet) {
        send(sheet.sheet(), sheet);
    }

    void rows(String sheet, List<SheetRow> rows) {
        rows.forEach(row -> send(sheet, row));
    }

    /** A whole sheet. */
    void sheet(SheetOpened sheet, List<SheetRow> rows) {
        open(sheet);
        rows(sheet.sheet(), rows);
        close(sheet, rows);
    }

    void close(SheetOpened sheet, List<SheetRow> rows) {
        long checksum = rows.stream()
                .mapToLong(row -> RowCodec.checksum(codec.encode(row)))
                .sum();
        SheetClosed closed = new SheetClosed(sheet.run(), sheet.sheet(), rows.size(), checksum);
        sheets.add(closed);
        send(sheet.sheet(), closed);
    }

    void close(ReleaseOpened release) {
        send(
                release.run(),
                new ReleaseClosed(release.run(), release.publication(), release.release(), sheets, List.of()));
    }

    private void send(String key, RawMessage message) {
        to.accept(key.getBytes(StandardCharsets.UTF_8), codec.encode(message));
    }
}
