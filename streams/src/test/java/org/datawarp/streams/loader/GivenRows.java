package org.datawarp.streams.loader;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowsMessage;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.SheetId;

/** Hands a release's messages to an attempt, as applying the manifest to its raw rows would. */
public final class GivenRows {

    private static final RowCodec CODEC = new RowCodec();

    private GivenRows() {}

    public static void give(TestRelease release, ReleaseAttempt attempt) {
        for (ConsumerRecord<byte[], byte[]> message : release.messages(0)) {
            RowsMessage content = CODEC.decodeRows(message.value());
            int sheet = SheetId.of(message.key()).sheet();
            if (content instanceof SheetOpened opened) {
                attempt.open(sheet, opened);
            } else if (content instanceof AppliedRow row) {
                attempt.add(sheet, row);
            } else if (content instanceof ReleaseClosed closed) {
                attempt.close(closed);
            }
        }
    }
}
