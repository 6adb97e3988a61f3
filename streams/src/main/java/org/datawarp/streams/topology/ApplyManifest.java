package org.datawarp.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.apply.OpenSheet;
import org.datawarp.streams.apply.Outcome;
import org.datawarp.streams.apply.Reason;
import org.datawarp.streams.apply.RowOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Turns each raw message into one message for the rows topic, and sends rejections to theirs. Owned by the thread of
 * its task; its state is in the store.
 */
final class ApplyManifest implements Processor<byte[], byte[], byte[], Routed> {

    private final KnownManifests manifests;
    private final RowCodec codec = new RowCodec();
    private Outlet outlet;
    private OpenSheets sheets;
    private byte[] lastKey = {};
    private @Nullable OpenSheet lastSheet;

    ApplyManifest(KnownManifests manifests) {
        this.manifests = manifests;
    }

    @Override
    public void init(ProcessorContext<byte[], Routed> context) {
        KeyValueStore<String, byte[]> store = context.getStateStore(RawToRowsTopology.SHEETS);
        ReadOnlyKeyValueStore<String, byte[]> texts = context.getStateStore(RawToRowsTopology.MANIFESTS);
        outlet = new Outlet(context, codec);
        sheets = new OpenSheets(new SheetStore(store), release -> manifests.await(release, texts), codec);
        forgetLast();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RawMessage message = decode(record);
        if (message instanceof SheetRow row) {
            row(record, row);
            return;
        }
        forgetLast();
        if (message instanceof ReleaseOpened release) {
            sheets.open(release, record.value());
        } else if (message instanceof SheetOpened sheet) {
            sheets.open(sheet, record.value());
        } else if (message instanceof SheetClosed sheet) {
            close(record, sheet);
        } else if (message instanceof ReleaseClosed release) {
            sheets.forget(release.run());
        }
        if (message != null) {
            outlet.pass(record);
        }
    }

    private void forgetLast() {
        lastKey = new byte[0];
        lastSheet = null;
    }

    private void row(Record<byte[], byte[]> record, SheetRow row) {
        OpenSheet sheet = sheet(record.key());
        if (sheet == null) {
            outlet.send(
                    record,
                    new AppliedRow(row.row(), RowCodec.checksum(record.value()), Outcome.UNCLAIMED.kind(), List.of()));
        } else if (sheet.isDecided()) {
            apply(record, sheet, new OpenSheet.HeldRow(row, RowCodec.checksum(record.value())));
            sheets.keepLabels(sheet);
        } else {
            sheets.hold(sheet, row, record.value());
            if (sheet.isReady()) {
                decide(record, sheet);
            }
        }
    }

    /** Rows of one sheet come one after another, so its name is looked up once and not a million times. */
    private @Nullable OpenSheet sheet(byte[] key) {
        if (lastSheet == null || !Arrays.equals(key, lastKey)) {
            lastSheet = sheets.find(new String(key, StandardCharsets.UTF_8));
            lastKey = key;
        }
        return lastSheet;
    }

    private void decide(Record<byte[], byte[]> record, OpenSheet sheet) {
        List<OpenSheet.HeldRow> rows = sheet.decide();
        sheet.layoutRejections()
                .forEach(rejection -> outlet.reject(record, sheet.opened().sheet(), rejection));
        rows.forEach(row -> apply(record, sheet, row));
        sheets.keepLabels(sheet);
    }

    private void apply(Record<byte[], byte[]> record, OpenSheet sheet, OpenSheet.HeldRow held) {
        Outcome outcome = sheet.apply(held.row());
        int row = held.row().row();
        if (!outlet.send(record, outcome.toRow(held))) {
            outcome = sheet.tooBig(row);
            outlet.send(record, outcome.toRow(held));
        }
        for (Rejection rejection : outcome.rejections()) {
            outlet.reject(record, sheet.opened().sheet(), rejection);
        }
    }

    private void close(Record<byte[], byte[]> record, SheetClosed closed) {
        OpenSheet sheet = sheets.find(closed.sheet());
        if (sheet != null && !sheet.isDecided()) {
            decide(record, sheet);
        }
        sheets.close(closed.sheet());
    }

    /**
     * @return null for bytes that are not a message of the protocol; they are reported and left out, and the loader
     *     holds the release because it lacks a row
     */
    private @Nullable RawMessage decode(Record<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            tellUndecodable(record, "a message without a key or a value", null);
            return null;
        }
        try {
            return codec.decodeRaw(record.value());
        } catch (RuntimeException | OutOfMemoryError e) {
            // Damaged bytes may claim to hold more than there is memory. Nothing was read, so continuing is safe.
            tellUndecodable(record, "%d bytes".formatted(record.value().length), e);
            return null;
        }
    }

    private void tellUndecodable(Record<byte[], byte[]> record, String found, @Nullable Throwable cause) {
        outlet.logSkipped(cause);
        OpenSheet sheet = record.key() == null ? null : sheet(record.key());
        if (sheet != null) {
            RowOrigin origin = sheet.origin();
            Rejection rejection = origin.reject(
                    0, RowOrigin.Place.NONE, Reason.UNDECODABLE_MESSAGE, found, "a message of the release protocol");
            outlet.reject(record, sheet.opened().sheet(), rejection);
        }
    }
}
