package org.datawarp.streams.loader;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.RowsMessage;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.row.UnreadableFile;
import org.datawarp.schemas.table.Table;
import org.datawarp.schemas.topic.RawPosition;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/** A release as the topology passes it on: sheets of rows, in the order of their partition. */
public final class TestRelease {

    public static final FileDigest FILE = new FileDigest("a".repeat(64));

    private final Manifest manifest;
    private final String run;
    private final Period period;
    private final int partitions;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<UnreadableFile> unreadable = new ArrayList<>();
    private Instant openedAt = Instant.parse("2025-05-01T00:00:00Z");
    private String vintage = "";
    private FileDigest file = FILE;
    private String manifestVersion;

    public TestRelease(Manifest manifest, String run, Period period, int partitions) {
        this.manifest = manifest;
        this.run = "%16s".formatted(run).replace(' ', '0');
        this.period = period;
        this.partitions = partitions;
        this.manifestVersion = manifest.version();
    }

    public TestRelease(Manifest manifest, String run, Period period) {
        this(manifest, run, period, 1);
    }

    /** A sheet and what it says of itself, which need not be true. */
    static final class Sheet {
        private final List<AppliedRow> rows = new ArrayList<>();
        private long missing;
    }

    public String run() {
        return run;
    }

    public Manifest manifest() {
        return manifest;
    }

    public ReleaseName name() {
        return new ReleaseName(period.label());
    }

    public String topic() {
        return Topics.rows(manifest.publication().name(), partitions).name();
    }

    public TestRelease at(String instant) {
        openedAt = Instant.parse(instant);
        return this;
    }

    public TestRelease at(Instant instant) {
        openedAt = instant;
        return this;
    }

    public TestRelease vintage(String words) {
        vintage = words;
        return this;
    }

    public TestRelease file(char digit) {
        file = new FileDigest(String.valueOf(digit).repeat(64));
        return this;
    }

    public TestRelease manifestVersion(String version) {
        manifestVersion = version;
        return this;
    }

    public TestRelease unreadable(UnreadableFile unreadableFile) {
        unreadable.add(unreadableFile);
        return this;
    }

    /** Begins another sheet: the rows that follow are its. */
    public TestRelease sheet() {
        sheets.add(new Sheet());
        return this;
    }

    /** Announces more rows of the sheet than it has. */
    public TestRelease losing(int rows) {
        current().missing += rows;
        return this;
    }

    private Sheet current() {
        if (sheets.isEmpty()) {
            sheet();
        }
        return sheets.get(sheets.size() - 1);
    }

    /** A data row of the first dataset. */
    public TestRelease row(Period rowPeriod, @Nullable Object... values) {
        return row(RowKind.DATA, 0, rowPeriod, values);
    }

    public TestRelease total(Period rowPeriod, @Nullable Object... values) {
        return row(RowKind.TOTAL, 0, rowPeriod, values);
    }

    public TestRelease rowOf(int dataset, Period rowPeriod, @Nullable Object... values) {
        return row(RowKind.DATA, dataset, rowPeriod, values);
    }

    private TestRelease row(RowKind kind, int dataset, Period rowPeriod, @Nullable Object... values) {
        Table table = manifest.datasets().get(dataset).table();
        List<@Nullable Object> list = new ArrayList<>(java.util.Arrays.asList(values));
        DatasetName name = table.dataset();
        return add(kind, List.of(new TypedRow(name, rowPeriod, table.rowKey(rowPeriod, list), list)));
    }

    public TestRelease add(RowKind kind, List<TypedRow> rows) {
        int number = current().rows.size() + 1;
        current().rows.add(new AppliedRow(number, 1_000L + number, kind, rows));
        return this;
    }

    /** A row of headings, one of which is a field's of the first dataset, in the second column. */
    public TestRelease heading(String field, String text) {
        int number = current().rows.size() + 1;
        DatasetName dataset = manifest.datasets().get(0).name();
        PlacedHeading heading = new PlacedHeading(dataset, new ColumnName(field), text, 1, number, number);
        current().rows.add(new AppliedRow(number, 1_000L + number, RowKind.HEADING, List.of(), List.of(heading)));
        return this;
    }

    public TestRelease rows(RowKind kind, int times) {
        for (int i = 0; i < times; i++) {
            add(kind, List.of());
        }
        return this;
    }

    /** The release's messages; each partition's begin at its offset. */
    public List<ConsumerRecord<byte[], byte[]>> messages(long... offsets) {
        return new Writer(offsets).messages();
    }

    private final class Writer {
        private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        private final long[] next;
        private final RowCodec codec = new RowCodec();

        Writer(long[] offsets) {
            next = java.util.Arrays.copyOf(offsets, partitions);
        }

        List<ConsumerRecord<byte[], byte[]>> messages() {
            everywhere(new ReleaseOpened(
                    run,
                    manifest.publication().name(),
                    name(),
                    period,
                    vintage,
                    "https://example.org/waits",
                    manifestVersion,
                    List.of(new PublishedFile(file, "waits.xlsx", "https://example.org/waits.xlsx", 10, openedAt)),
                    openedAt));
            List<SheetClosed> closed = new ArrayList<>();
            for (int i = 0; i < sheets.size(); i++) {
                closed.add(sheet(i + 1, sheets.get(i)));
            }
            everywhere(new ReleaseClosed(run, manifest.publication().name(), name(), closed, unreadable));
            return messages;
        }

        private SheetClosed sheet(int number, Sheet sheet) {
            String id = run + "/" + number;
            int partition = number % partitions;
            write(partition, id, new SheetOpened(run, id, file, "waits.xlsx", "", "Table " + number, number, false));
            sheet.rows.forEach(row -> write(partition, id, row));
            long checksum = sheet.rows.stream().mapToLong(AppliedRow::checksum).sum();
            SheetClosed closed = new SheetClosed(run, id, sheet.rows.size() + sheet.missing, checksum);
            write(partition, id, closed);
            return closed;
        }

        private void everywhere(RowsMessage message) {
            for (int partition = 0; partition < partitions; partition++) {
                write(partition, run, message);
            }
        }

        private void write(int partition, String key, RowsMessage message) {
            long offset = next[partition]++;
            ConsumerRecord<byte[], byte[]> written = new ConsumerRecord<>(
                    topic(), partition, offset, key.getBytes(StandardCharsets.UTF_8), codec.encode(message));
            RawPosition.put(written.headers(), offset);
            messages.add(written);
        }
    }

    public int partitions() {
        return partitions;
    }

    public TopicPartition partition(int number) {
        return new TopicPartition(topic(), number);
    }
}
