package org.datawarp.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.layout.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StreamsApplicationIT {

    private static final PublicationName PUBLICATION = new PublicationName("sample");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ROWS = 6000;

    private static final String REFERRALS = """
            dataset: referrals
            title: Referrals
            description: By provider
            fields:
              - {name: region, headings: [Region], role: key, fill-down: true}
              - {name: org_code, headings: [Code], role: key}
              - {name: referrals, headings: [Referrals], type: integer, role: measure}
            """;

    @TempDir
    private Path directory;

    private final Manifest manifest = Samples.manifest(REFERRALS);
    private final ReleaseOpened release = Samples.release(manifest.version());
    private final RowCodec codec = new RowCodec();
    private final List<Throwable> failures = new ArrayList<>();
    private Broker broker;

    @BeforeEach
    void startBroker() {
        broker = new Broker(directory.resolve("kafka"));
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    private StreamsApplication application() {
        return new StreamsApplication(
                StreamsProcess.settings(broker.bootstrapServers(), directory.resolve("state")), failures::add);
    }

    private RawTopic raw() {
        String topic = Topics.raw(PUBLICATION, Broker.PARTITIONS).name();
        return new RawTopic((key, value) -> broker.send(topic, null, key, value));
    }

    /** Release messages go to every partition. */
    private RawTopic everyPartition(RawTopic sheets) {
        String topic = Topics.raw(PUBLICATION, Broker.PARTITIONS).name();
        return sheets.to((key, value) -> {
            for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
                broker.send(topic, partition, key, value);
            }
        });
    }

    /** A table whose region is written once, so that its last row shows whether state survived. */
    private static List<SheetRow> table() {
        List<SheetRow> rows = new ArrayList<>();
        rows.add(Samples.row(1, "Region", "Code", "Referrals"));
        for (int row = 2; row <= ROWS; row++) {
            rows.add(Samples.row(row, row == 2 ? "North" : null, "R" + row, row));
        }
        return rows;
    }

    private List<AppliedRow> applied() {
        return rowsTopic().stream()
                .map(record -> codec.decodeRows(record.value()))
                .filter(AppliedRow.class::isInstance)
                .map(AppliedRow.class::cast)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> rowsTopic() {
        return broker.read(Topics.rows(PUBLICATION, Broker.PARTITIONS).name());
    }

    private void assertEachRowOnceAndInOrder(List<SheetRow> rows) {
        List<AppliedRow> applied = applied();
        assertThat(applied)
                .extracting(AppliedRow::row)
                .isEqualTo(rows.stream().map(SheetRow::row).toList());
        assertThat(applied.stream().mapToLong(AppliedRow::checksum).sum())
                .isEqualTo(rows.stream()
                        .mapToLong(row -> RowCodec.checksum(codec.encode(row)))
                        .sum());
        assertThat(applied.get(ROWS - 1).kind()).isEqualTo(RowKind.DATA);
        assertThat(applied.get(ROWS - 1).rows().get(0).values()).isEqualTo(List.of("North", "R" + ROWS, (long) ROWS));
        assertThat(failures).isEmpty();
    }

    @Test
    @Tag("A15")
    void writesEachRowOnceThoughItIsKilledInTheMiddleOfASheet() throws Exception {
        List<SheetRow> rows = table();
        broker.createTopics(PUBLICATION);
        RawTopic raw = raw();
        StreamsProcess first = StreamsProcess.start(broker.bootstrapServers(), directory.resolve("state"));
        await().atMost(PATIENCE).until(() -> broker.hasTopic(Topics.manifests().name()));
        broker.sendManifest(manifest.topicKey(), Samples.text(REFERRALS).toJson());
        everyPartition(raw).open(release);
        broker.flush();
        raw.open(Samples.sheet("Table 1"));
        raw.rows(Samples.SHEET, rows.subList(0, ROWS / 2));
        broker.flush();
        await().atMost(PATIENCE).until(() -> applied().size() > 1000);
        first.kill();

        StreamsProcess second = StreamsProcess.start(broker.bootstrapServers(), directory.resolve("state2"));
        raw.rows(Samples.SHEET, rows.subList(ROWS / 2, ROWS - 1000));
        broker.flush();
        await().atMost(PATIENCE).until(() -> applied().size() > ROWS / 2);
        second.kill();

        try (StreamsApplication last = application()) {
            last.start();
            raw.rows(Samples.SHEET, rows.subList(ROWS - 1000, ROWS));
            raw.close(Samples.sheet("Table 1"), rows);
            everyPartition(raw).close(release);
            broker.flush();
            await().atMost(PATIENCE).until(() -> count(ReleaseClosed.class) == Broker.PARTITIONS);
        }

        assertEachRowOnceAndInOrder(rows);
        assertThat(count(ReleaseOpened.class)).isEqualTo(Broker.PARTITIONS);
        assertThat(count(SheetClosed.class)).isEqualTo(1);
    }

    private long count(Class<?> type) {
        return rowsTopic().stream()
                .filter(record -> type.isInstance(codec.decodeRows(record.value())))
                .count();
    }

    @Test
    void takesUpATopicThatAppearsWhileItRunsAndKeepsItsPartitions() throws Exception {
        List<SheetRow> rows = table();
        try (StreamsApplication application = application()) {
            application.start();
            await().atMost(PATIENCE).until(application::isRunning);
            broker.sendManifest(manifest.topicKey(), Samples.text(REFERRALS).toJson());
            broker.createTopics(PUBLICATION);
            RawTopic raw = raw();
            everyPartition(raw).open(release);
            broker.flush();
            raw.sheet(Samples.sheet("Table 1"), rows);
            everyPartition(raw).close(release);
            broker.flush();
            await().atMost(PATIENCE).until(() -> count(ReleaseClosed.class) == Broker.PARTITIONS);
        }

        assertEachRowOnceAndInOrder(rows);
        assertThat(partitions(rowsTopic()))
                .isEqualTo(partitions(
                        broker.read(Topics.raw(PUBLICATION, Broker.PARTITIONS).name())));
    }

    @Test
    @Tag("D7")
    void passesOnWhatWasPublishedWhileTheClockWasADayAheadOrLongBehind() throws Exception {
        List<SheetRow> rows = table();
        Instant begun = Instant.now();
        try (StreamsApplication application = application()) {
            application.start();
            await().atMost(PATIENCE).until(application::isRunning);
            broker.createTopics(PUBLICATION);
            broker.stamp(begun.plus(Duration.ofDays(1)));
            broker.sendManifest(manifest.topicKey(), Samples.text(REFERRALS).toJson());
            RawTopic raw = raw();
            everyPartition(raw).open(release);
            broker.flush();
            raw.sheet(Samples.sheet("Table 1"), rows);
            broker.flush();
            broker.stamp(Instant.EPOCH);
            everyPartition(raw).close(release);
            broker.flush();
            await().atMost(PATIENCE).until(() -> count(ReleaseClosed.class) == Broker.PARTITIONS);
        }

        assertEachRowOnceAndInOrder(rows);
        assertThat(rowsTopic())
                .allSatisfy(message -> assertThat(Instant.ofEpochMilli(message.timestamp()))
                        .isBetween(begun.truncatedTo(ChronoUnit.MILLIS), Instant.now()));
    }

    /** How many messages of each key each partition has. */
    private static Map<String, Long> partitions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.partition() + " " + new String(record.key(), StandardCharsets.UTF_8),
                        Collectors.counting()));
    }

    @Test
    void runsWithoutRocksDb() {
        assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB")).isInstanceOf(ClassNotFoundException.class);
    }
}
