package org.datawarp.schemas.contract;

import java.util.List;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.topic.RawPosition;
import org.datawarp.schemas.topic.Topics;

/** The contract of every topic, in the order in which data passes them. */
public final class TopicContracts {

    private static final PublicationName PUBLICATION = new PublicationName("ae-monthly");
    private static final DatasetName DATASET = new DatasetName("ae_provider");
    private static final int PARTITIONS = 2;

    private static final String PROTOCOL_KEY =
            "the sheet's id, `<run>/<number>`, for all messages of a sheet; the run for"
                    + " ReleaseOpened and ReleaseClosed";

    private static final String JSON_ORDER = "that of writing: one partition";

    private static final TopicContract RAW = TopicContract.of(
                    "datawarp.raw.<publication>", Topics.raw(PUBLICATION, PARTITIONS))
            .withKey(PROTOCOL_KEY)
            .withValue("the release protocol, with rows as they were published", RowCodec.rawSchemas())
            .withReading(
                    "within a partition; all messages of a sheet are in one, and a release begins and ends in each",
                    "An attempt counts when each partition has its ReleaseClosed, and each sheet that this names has as many"
                            + " rows and the checksum that its SheetClosed says. One that never ends counts for nothing."
                            + " Of several at one release, `datawarp.promotions` says which became visible.");

    private static final TopicContract ROWS = TopicContract.of(
                    "datawarp.rows.<publication>", Topics.rows(PUBLICATION, PARTITIONS))
            .withKey(PROTOCOL_KEY)
            .withValue(
                    "the release protocol, with one AppliedRow in place of each SheetRow: the row after the manifest was applied",
                    RowCodec.rowsSchemas())
            .withHeaders(
                    "`%s` on ReleaseOpened, SheetOpened, SheetClosed and ReleaseClosed: the offset of the raw message,"
                                    .formatted(RawPosition.HEADER)
                            + " 8 bytes, big-endian; its partition is the same")
            .withReading(
                    "that of the raw topic, partition by partition",
                    "Written in transactions: read with `isolation.level=read_committed`, else rows come twice. The same"
                            + " attempts count as in the raw topic.");

    private static final TopicContract REJECTED = TopicContract.of(
                    "datawarp.rejected.<publication>", Topics.rejected(PUBLICATION))
            .withKey("`<sheet's id>/<row>`")
            .withValue(
                    "a row or cell that does not fit, with its place and reason",
                    List.of(RecordCodec.of(Rejection.class).schema()))
            .withReading(
                    "within a sheet",
                    "Written in transactions: read with `isolation.level=read_committed`. A row may have several"
                            + " rejections under one key. Those of an attempt count when the attempt does.");

    private static final TopicContract MANIFESTS = TopicContract.of("datawarp.manifests", Topics.manifests())
            .withKey("`<publication>@<version>`")
            .withValue("JSON: the manifest's texts by file name, a [ManifestText](#manifesttext)", List.of())
            .withReading(JSON_ORDER, "A version never changes: a repeated one has the same content.");

    private static final TopicContract CHANGES = TopicContract.of("datawarp.changes.<dataset>", Topics.changes(DATASET))
            .withKey("the row's identity, 20 bytes: `_key` in 16, `_occurrence` in 4, big-endian")
            .withValue(
                    "Avro with a schema of the dataset's own, `Change_<dataset>`: operation (0 insert, 1 update, 2 delete),"
                            + " transaction, order, the row before and after; its columns are those of the table, each may be"
                            + " null. `datawarp.schemas` has the schema by the fingerprint in each message.",
                    List.of())
            .withReading(
                    "that of commits, and within a transaction that of `order`: one partition",
                    "A change counts when its transaction has ended in `datawarp.transactions`, and once: it may be delivered"
                            + " again, with the same transaction and order. Changes of a negative transaction are the whole"
                            + " content of the dataset, in place of what was there before.");

    private static final TopicContract TRANSACTIONS = TopicContract.of("datawarp.transactions", Topics.transactions())
            .withKey("the transaction's id")
            .withValue(
                    "TransactionBegan; then, when all its changes are in their topics, TransactionEnded with their number for each"
                            + " dataset and, as JSON, the [Commit](#commit) of the release that it promoted",
                    TransactionMessage.schemas())
            .withReading(
                    "that of commits: one partition",
                    "A transaction may be repeated, in part or whole: take an end when its `end_lsn` is larger than the last"
                            + " that was taken. An end with a negative id belongs to a snapshot, also when its `end_lsn` is"
                            + " smaller: all rows that the database held when capture started again from the beginning.");

    private static final TopicContract PROMOTIONS = TopicContract.of("datawarp.promotions", Topics.promotions())
            .withKey("the transaction's id")
            .withValue(
                    "JSON: the [Commit](#commit)s of the releases that a transaction made visible, one as an object, several as an"
                            + " array",
                    List.of())
            .withReading(
                    "that of commits: one partition",
                    "One may be repeated: take the first of each run. `undoes` names a run whose promotion was undone. Ignore members"
                            + " that you do not know, unless `format` is above 1: then update your reader first.");

    private static final TopicContract SCHEMAS = TopicContract.of("datawarp.schemas", Topics.schemas())
            .withKey("the schema's fingerprint, CRC-64-AVRO, in 16 hex digits")
            .withValue(
                    "JSON: the Avro schema of a dataset's changes, as of [Change_ae_provider](#change_ae_provider)",
                    List.of())
            .withReading(
                    JSON_ORDER,
                    "A schema is written before the first change that uses it. Read all, then read on when a change has a"
                            + " fingerprint that is not among them.");

    private static final TopicContract EVENTS = TopicContract.of("datawarp.events", Topics.events())
            .withKey("the run, or nothing when an event belongs to none")
            .withValue("JSON: a CloudEvent, an [Event](#event); [events.md](events.md) lists their types", List.of())
            .withReading(JSON_ORDER, "At least once: a repeated event has the same `id`.");

    private static final List<TopicContract> ALL =
            List.of(RAW, ROWS, REJECTED, MANIFESTS, CHANGES, TRANSACTIONS, PROMOTIONS, SCHEMAS, EVENTS);

    private TopicContracts() {}

    /** All topics that others may read. */
    public static List<TopicContract> all() {
        return ALL;
    }
}
