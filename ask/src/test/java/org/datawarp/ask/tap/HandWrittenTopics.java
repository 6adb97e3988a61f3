package org.datawarp.ask.tap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;

/** Topics of one publication with one dataset, written as the roles write them. */
final class HandWrittenTopics implements AutoCloseable {

    static final PublicationName PUBLICATION = new PublicationName("beds-monthly");
    static final DatasetName DATASET = new DatasetName("beds");
    static final String RAW = Topics.raw(PUBLICATION, 2).name();
    static final String CHANGES = Topics.changes(DATASET).name();

    private static final Instant AT = Instant.parse("2026-01-15T09:30:01Z");

    private final KafkaProducer<byte[], byte[]> producer;
    private final RowCodec rows = new RowCodec();
    private final ChangeCodec changes = ChangeCodec.of(
            DATASET,
            List.of(
                    new ChangeColumn("org", ColumnType.TEXT),
                    new ChangeColumn("beds", ColumnType.INTEGER),
                    new ChangeColumn("rate", ColumnType.decimal(9, 2))));

    HandWrittenTopics(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        List<Topic> all = List.of(
                Topics.raw(PUBLICATION, 2),
                Topics.changes(DATASET),
                Topics.transactions(),
                Topics.promotions(),
                Topics.schemas());
        try (Admin admin = Admin.create(kafka)) {
            List<NewTopic> topics = new ArrayList<>();
            all.forEach(topic -> topics.add(topic.toNewTopic(Map.of())));
            admin.createTopics(topics).all().get();
        }
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        send(
                Topics.schemas().name(),
                0,
                text("%016x".formatted(SingleObject.fingerprint(changes.schema()))),
                text(changes.schema().toString()));
    }

    /** A whole release: its raw rows, the change that it makes, and that it was promoted. */
    void release(int number, String org, long beds) {
        String run = "%016x".formatted(number);
        ReleaseName release = new ReleaseName("2025-%02d".formatted(number));
        for (int partition = 0; partition < 2; partition++) {
            raw(partition, run, opened(run, release));
        }
        raw(0, run + "/1", new SheetRow(1, List.of(Cell.text(org), Cell.number(Long.toString(beds)))));
        for (int partition = 0; partition < 2; partition++) {
            raw(partition, run, new ReleaseClosed(run, PUBLICATION, release, List.of(), List.of()));
        }
        begin(number, org, beds);
        String commit = CommitJson.write(List.of(commit(run, release)));
        send(Topics.promotions().name(), 0, text("" + number), text(commit));
        send(
                Topics.transactions().name(),
                0,
                text("" + number),
                new TransactionEnded(number, number * 10L, AT, Map.of("beds", 1L), commit).encode());
        producer.flush();
    }

    /** A transaction that has not ended. */
    void begin(long transaction, String org, long beds) {
        send(Topics.transactions().name(), 0, text("" + transaction), new TransactionBegan(transaction).encode());
        byte[] key = ByteBuffer.allocate(20)
                .putLong(0)
                .putLong(UUID.nameUUIDFromBytes(text(org)).getLeastSignificantBits())
                .putInt(1)
                .array();
        RowChange change = new RowChange(
                Operation.INSERT, transaction, 1, null, Arrays.asList(org, beds, new java.math.BigDecimal("1.50")));
        send(CHANGES, 0, key, changes.encode(change));
        producer.flush();
    }

    private void raw(int partition, String key, RawMessage message) {
        send(RAW, partition, text(key), rows.encode(message));
    }

    private static ReleaseOpened opened(String run, ReleaseName release) {
        Period period = Period.month(YearMonth.of(2025, 3));
        return new ReleaseOpened(run, PUBLICATION, release, period, "", "https://example.org/", "v", List.of(), AT);
    }

    private static Commit commit(String run, ReleaseName release) {
        return new Commit(
                run,
                PUBLICATION,
                "Beds",
                "NHS England",
                "OGL-3.0",
                "https://example.org/",
                "month",
                release,
                Period.month(YearMonth.of(2025, 3)),
                "",
                "https://example.org/",
                "v",
                List.of(),
                List.of(),
                AT,
                AT,
                AT,
                false,
                null,
                null);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It is flushed.
    private void send(String topic, int partition, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, partition, key, value));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
