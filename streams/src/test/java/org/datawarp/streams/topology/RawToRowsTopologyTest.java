package org.datawarp.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.RowsMessage;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RawToRowsTopologyTest {

    private static final PublicationName PUBLICATION = new PublicationName("sample");

    private static final String REFERRALS = """
            dataset: referrals
            title: Referrals
            description: By provider
            fields:
              - {name: region, headings: [Region], role: key, fill-down: true}
              - {name: org_code, headings: [Code], role: key}
              - {name: referrals, headings: [Referrals], type: integer, role: measure}
            """;

    private final ManifestText text = Samples.text(REFERRALS);
    private final Manifest manifest = Samples.manifest(REFERRALS);
    private final ReleaseOpened release = Samples.release(manifest.version());
    private final RowCodec codec = new RowCodec();
    private Driver driver = new Driver();

    /** One life of the application. */
    private static final class Driver implements AutoCloseable {

        private final TopologyTestDriver driver =
                new TopologyTestDriver(RawToRowsTopology.build(Duration.ZERO), properties());
        private final TestInputTopic<String, byte[]> manifests =
                driver.createInputTopic(Topics.manifests().name(), new StringSerializer(), new ByteArraySerializer());
        private final TestInputTopic<byte[], byte[]> raw = driver.createInputTopic(
                Topics.raw(PUBLICATION, 1).name(), new ByteArraySerializer(), new ByteArraySerializer());
        private final TestOutputTopic<String, byte[]> rows = driver.createOutputTopic(
                Topics.rows(PUBLICATION, 1).name(), new StringDeserializer(), new ByteArrayDeserializer());
        private final TestOutputTopic<String, byte[]> rejected = driver.createOutputTopic(
                Topics.rejected(PUBLICATION).name(), new StringDeserializer(), new ByteArrayDeserializer());

        private static Properties properties() {
            Properties properties = StreamsProperties.of(new StreamsSettings(
                    "test", Map.of("bootstrap.servers", "nowhere:1"), Path.of("target", "state"), 1, Duration.ZERO));
            return properties;
        }

        RawTopic rawTopic() {
            return new RawTopic(raw::pipeInput);
        }

        List<KeyValue<String, byte[]>> stored() {
            List<KeyValue<String, byte[]>> all = new ArrayList<>();
            try (KeyValueIterator<String, byte[]> entries = store().all()) {
                entries.forEachRemaining(all::add);
            }
            return all;
        }

        KeyValueStore<String, byte[]> store() {
            return driver.getKeyValueStore(RawToRowsTopology.SHEETS);
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void publishManifest() {
        driver.manifests.pipeInput(manifest.topicKey(), text.toJson());
    }

    /** The messages written to the rows topic since the last call. */
    private List<RowsMessage> messages() {
        return driver.rows.readValuesToList().stream().map(codec::decodeRows).toList();
    }

    private List<Rejection> rejections() {
        RecordCodec<Rejection> rejections = RecordCodec.of(Rejection.class);
        return driver.rejected.readValuesToList().stream()
                .map(rejections::decode)
                .toList();
    }

    private static List<AppliedRow> applied(List<RowsMessage> messages) {
        return messages.stream()
                .filter(AppliedRow.class::isInstance)
                .map(AppliedRow.class::cast)
                .toList();
    }

    private static List<RowKind> kinds(List<RowsMessage> messages) {
        return applied(messages).stream().map(AppliedRow::kind).toList();
    }

    /** A heading, and rows of which only the first has the region. */
    private static List<SheetRow> manyRows(String region, int count) {
        List<SheetRow> rows = new ArrayList<>();
        rows.add(Samples.row(1, "Region", "Code", "Referrals"));
        for (int row = 2; row <= count; row++) {
            rows.add(Samples.row(row, row == 2 ? region : null, "R" + row, row));
        }
        return rows;
    }

    /** The last segment is never compacted, and a start reads all of it. */
    @Test
    void keepsTheLogOfItsSheetsShort() {
        assertThat(RawToRowsTopology.sheets().logConfig()).containsEntry("segment.bytes", "8388608");
    }

    @Test
    void givesOneMessageForEachRawMessageInTheirOrder() {
        publishManifest();
        List<SheetRow> rows = Samples.rows("""
                A title
                Region|Code|Referrals
                North|RRK|1""");
        RawTopic raw = driver.rawTopic();

        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), rows);
        raw.close(release);

        List<RowsMessage> messages = messages();
        assertThat(messages)
                .extracting(message -> (Object) message.getClass())
                .containsExactly(
                        ReleaseOpened.class,
                        SheetOpened.class,
                        AppliedRow.class,
                        AppliedRow.class,
                        AppliedRow.class,
                        SheetClosed.class,
                        ReleaseClosed.class);
        assertThat(kinds(messages)).containsExactly(RowKind.NOTE, RowKind.HEADING, RowKind.DATA);
        assertThat(applied(messages).get(2).rows().get(0).values()).containsExactly("North", "RRK", 1L);
        SheetClosed closed = (SheetClosed) messages.get(5);
        assertThat(applied(messages).stream().mapToLong(AppliedRow::checksum).sum())
                .isEqualTo(closed.checksum());
    }

    @Test
    void appliesEachRowAsItComesOnceTheLayoutIsKnown() {
        publishManifest();
        List<SheetRow> rows = manyRows("North", LayoutFinder.LOOKAHEAD + 1);
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.open(Samples.sheet("Table 1"));

        raw.rows(Samples.SHEET, rows.subList(0, LayoutFinder.LOOKAHEAD - 1));
        assertThat(applied(messages())).isEmpty();
        raw.rows(Samples.SHEET, rows.subList(LayoutFinder.LOOKAHEAD - 1, LayoutFinder.LOOKAHEAD));
        assertThat(applied(messages())).hasSize(LayoutFinder.LOOKAHEAD);
        raw.rows(Samples.SHEET, rows.subList(LayoutFinder.LOOKAHEAD, rows.size()));
        assertThat(applied(messages())).hasSize(1);
    }

    @Test
    void keepsSheetsApartThatComeInterleaved() {
        publishManifest();
        String other = Samples.RUN + "/2";
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.open(Samples.sheet("Table 1"));
        raw.open(Samples.sheet(other, "Table 2"));
        List<SheetRow> north = manyRows("North", 300);
        List<SheetRow> south = manyRows("South", 300);
        for (int row = 0; row < 300; row++) {
            raw.rows(Samples.SHEET, List.of(north.get(row)));
            raw.rows(other, List.of(south.get(row)));
        }
        raw.close(Samples.sheet("Table 1"), north);
        raw.close(Samples.sheet(other, "Table 2"), south);

        List<KeyValue<String, byte[]>> written = driver.rows.readKeyValuesToList();

        assertThat(regions(written, Samples.SHEET)).hasSize(299).containsOnly("North");
        assertThat(regions(written, other)).hasSize(299).containsOnly("South");
    }

    private List<Object> regions(List<KeyValue<String, byte[]>> written, String sheet) {
        return written.stream()
                .filter(message -> message.key.equals(sheet))
                .map(message -> codec.decodeRows(message.value))
                .filter(AppliedRow.class::isInstance)
                .flatMap(message -> ((AppliedRow) message).rows().stream())
                .map(row -> row.values().get(0))
                .toList();
    }

    @Test
    void goesOnAfterARestartWhileRowsAreHeldBack() {
        List<RowsMessage> messages = acrossARestartAt(100);

        assertThat(kinds(messages)).hasSize(300).startsWith(RowKind.HEADING, RowKind.DATA);
        assertThat(applied(messages).get(299).rows().get(0).values()).containsExactly("North", "R300", 300L);
    }

    @Test
    void goesOnAfterARestartInTheMiddleOfATable() {
        List<RowsMessage> messages = acrossARestartAt(250);

        assertThat(applied(messages)).extracting(AppliedRow::row).hasSize(300).doesNotHaveDuplicates();
        assertThat(applied(messages).get(299).rows().get(0).values()).containsExactly("North", "R300", 300L);
    }

    /** Stops the application after some rows and starts another with what the first had stored. */
    private List<RowsMessage> acrossARestartAt(int row) {
        publishManifest();
        List<SheetRow> rows = manyRows("North", 300);
        RawTopic before = driver.rawTopic();
        before.open(release);
        before.open(Samples.sheet("Table 1"));
        before.rows(Samples.SHEET, rows.subList(0, row));
        List<RowsMessage> messages = new ArrayList<>(messages());
        List<KeyValue<String, byte[]>> stored = driver.stored();
        driver.close();

        driver = new Driver();
        publishManifest();
        stored.forEach(entry -> driver.store().put(entry.key, entry.value));
        RawTopic after = driver.rawTopic();
        after.rows(Samples.SHEET, rows.subList(row, rows.size()));
        after.close(Samples.sheet("Table 1"), rows);
        messages.addAll(messages());
        return messages;
    }

    @Test
    void remembersNothingOfAClosedRelease() {
        publishManifest();
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), manyRows("North", 300));

        assertThat(driver.stored()).extracting(entry -> entry.key).containsExactly("release:" + Samples.RUN);
        raw.close(release);
        assertThat(driver.stored()).isEmpty();
    }

    @Test
    void forgetsAnAttemptThatANewOneSupersedes() {
        publishManifest();
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.open(Samples.sheet("Table 1"));
        raw.rows(Samples.SHEET, manyRows("North", 100));

        raw.open(Samples.release("00000000000000a2", manifest.version()));

        assertThat(driver.stored()).extracting(entry -> entry.key).containsExactly("release:00000000000000a2");
    }

    @Test
    void leavesEveryRowUnclaimedWhenTheManifestIsUnknown() {
        List<SheetRow> rows = manyRows("North", 3);
        RawTopic raw = driver.rawTopic();

        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), rows);
        publishManifest();
        raw.sheet(Samples.sheet(Samples.RUN + "/2", "Table 2"), rows);

        assertThat(kinds(messages())).hasSize(6).containsOnly(RowKind.UNCLAIMED);
    }

    @Test
    void leavesRowsUnclaimedWhoseSheetWasNotOpened() {
        driver.rawTopic().rows(Samples.SHEET, manyRows("North", 3));

        assertThat(kinds(messages())).hasSize(3).containsOnly(RowKind.UNCLAIMED);
    }

    @Test
    void tellsWhatDoesNotFitAndWhere() {
        publishManifest();
        RawTopic raw = driver.rawTopic();

        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), Samples.rows("""
                Region|Code|Referrals
                North|RRK|1,2x4
                North||5"""));

        assertThat(kinds(messages())).containsExactly(RowKind.HEADING, RowKind.REJECTED, RowKind.REJECTED);
        assertThat(rejections())
                .extracting(Rejection::row, Rejection::column, Rejection::reason, Rejection::found)
                .containsExactly(
                        tuple(2, "referrals", "unreadable-number", "1,2x4"), tuple(3, "org_code", "missing-key", ""));
    }

    @Test
    void keysARejectionByItsSheetAndRow() {
        publishManifest();
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), Samples.rows("""
                Region|Code|Referrals
                North|RRK|many"""));

        assertThat(driver.rejected.readKeyValue().key).isEqualTo(Samples.SHEET + "/2");
    }

    @Test
    void tellsTheHeadingsOfASheetThatNobodyDeclared() {
        publishManifest();
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.sheet(Samples.sheet("Table 1"), Samples.rows("""
                Region|Code|Referrals|Waiting
                North|RRK|5|6"""));

        assertThat(rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("undeclared-heading");
            assertThat(rejection.found()).isEqualTo("Waiting");
        });
    }

    @Test
    @Tag("A17")
    void goesOnAfterBytesThatAreNoMessage() {
        publishManifest();
        RawTopic raw = driver.rawTopic();
        raw.open(release);
        raw.open(Samples.sheet("Table 1"));
        byte[] sheet = Samples.SHEET.getBytes(StandardCharsets.UTF_8);

        driver.raw.pipeInput(sheet, "no message".getBytes(StandardCharsets.UTF_8));
        driver.raw.pipeInput(sheet, new byte[0]);
        driver.raw.pipeInput(sheet, (byte[]) null);
        driver.raw.pipeInput(null, new byte[] {1, 2, 3});
        raw.rows(Samples.SHEET, manyRows("North", 3));
        raw.close(Samples.sheet("Table 1"), manyRows("North", 3));

        assertThat(kinds(messages())).containsExactly(RowKind.HEADING, RowKind.DATA, RowKind.DATA);
        assertThat(rejections())
                .hasSize(3)
                .allSatisfy(rejection -> assertThat(rejection.reason()).isEqualTo("undecodable-message"));
    }
}
