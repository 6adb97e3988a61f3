package org.datawarp.sinks.catalog;

import static org.datawarp.sinks.parquet.Samples.insert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;

/** Sends changes by hand as capture does, including the effects of a kill. */
final class HandCapture {

    /** A change with its identity. */
    @SuppressWarnings("ArrayRecordComponent")
    record Keyed(DatasetName dataset, byte[] key, RowChange change) {}

    private final Sender sender;
    private final Map<DatasetName, ChangeCodec> codecs = new HashMap<>();

    HandCapture(Sender sender) {
        this.sender = sender;
        sender.ensure(Topics.schemas());
        sender.ensure(Topics.transactions());
    }

    /** A change of a row of {@link Samples}. */
    static Keyed keyed(RowChange change) {
        return new Keyed(
                Samples.DATASET,
                Samples.key(Objects.requireNonNull(change.after() == null ? change.before() : change.after())),
                change);
    }

    void schema(DatasetName dataset, List<ChangeColumn> columns) {
        ChangeCodec codec = ChangeCodec.of(dataset, columns);
        codecs.put(dataset, codec);
        sender.ensure(Topics.changes(dataset));
        sender.send(
                Topics.schemas().name(),
                text(Long.toHexString(SingleObject.fingerprint(codec.schema()))),
                text(codec.schema().toString()));
    }

    void began(long transaction) {
        send(transaction, new TransactionBegan(transaction).encode());
    }

    void changes(List<Keyed> changes) {
        for (Keyed change : changes) {
            ChangeCodec codec = Objects.requireNonNull(codecs.get(change.dataset()));
            sender.send(Topics.changes(change.dataset()).name(), change.key(), codec.encode(change.change()));
        }
    }

    void ended(long transaction, long endLsn, List<Keyed> changes, @Nullable Commit commit) {
        Map<String, Long> counts = new HashMap<>();
        changes.forEach(change -> counts.merge(change.dataset().value(), 1L, Long::sum));
        String body = Optional.ofNullable(commit)
                .map(one -> CommitJson.write(List.of(one)))
                .orElse(null);
        Instant committed = Instant.parse("2026-01-15T09:30:01Z");
        send(transaction, new TransactionEnded(transaction, endLsn, committed, counts, body).encode());
        sender.flush();
    }

    /** A whole transaction. */
    void transaction(long id, long endLsn, @Nullable Commit commit, List<Keyed> changes) {
        began(id);
        changes(changes);
        ended(id, endLsn, changes, commit);
    }

    /** A snapshot of a database in which a dataset has no rows. */
    void emptySnapshot(long endLsn, DatasetName dataset) {
        began(-endLsn);
        Instant committed = Instant.parse("2026-01-15T09:30:01Z");
        send(-endLsn, new TransactionEnded(-endLsn, endLsn, committed, Map.of(dataset.value(), 0L), null).encode());
    }

    private void send(long transaction, byte[] message) {
        sender.send(Topics.transactions().name(), text(Long.toString(transaction)), message);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Rows that a transaction inserts, one after the other. */
    static List<Keyed> inserts(long transaction, List<?>... rows) {
        List<Keyed> changes = new ArrayList<>();
        for (List<?> row : rows) {
            changes.add(keyed(insert(transaction, changes.size() + 1L, new ArrayList<>(row))));
        }
        return changes;
    }
}
