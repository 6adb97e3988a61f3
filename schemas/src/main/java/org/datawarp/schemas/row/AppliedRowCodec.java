package org.datawarp.schemas.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link AppliedRow} field by field, in the order of {@link #SCHEMA}. Owned by one thread. */
final class AppliedRowCodec {

    static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "AppliedRow", "namespace": "org.datawarp", "fields": [
              {"name": "row", "type": "int"},
              {"name": "checksum", "type": "long"},
              {"name": "kind", "type": "int"},
              {"name": "rows", "type": {"type": "array", "items": {"type": "record", "name": "TypedRow", "fields": [
                {"name": "dataset", "type": "string"},
                {"name": "period_start", "type": {"type": "int", "logicalType": "date"}},
                {"name": "period_end", "type": {"type": "int", "logicalType": "date"}},
                {"name": "period_kind", "type": "int"},
                {"name": "key", "type": {"type": "fixed", "name": "RowKey", "size": 16}},
                {"name": "values", "type": {"type": "array", "items": %s}}
              ]}}},
              {"name": "headings", "type": {"type": "array", "items": {"type": "record", "name": "PlacedHeading", "fields": [
                {"name": "dataset", "type": "string"},
                {"name": "field", "type": "string"},
                {"name": "text", "type": "string"},
                {"name": "column", "type": "int"},
                {"name": "first_row", "type": "int"},
                {"name": "last_row", "type": "int"}
              ]}}}
            ]}""".formatted(ValueCodec.SCHEMA));

    static final long FINGERPRINT = SingleObject.fingerprint(SCHEMA);

    private static final byte[] HEADER = SingleObject.header(SCHEMA);
    private static final RowKind[] ROW_KINDS = RowKind.values();
    private static final PeriodKind[] PERIOD_KINDS = PeriodKind.values();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
    private final byte[] key = new byte[16];
    private @Nullable DatasetName lastDataset;

    byte[] encode(AppliedRow row) {
        try {
            out.reset();
            out.write(HEADER);
            encoder.writeInt(row.row());
            encoder.writeLong(row.checksum());
            encoder.writeInt(row.kind().ordinal());
            encoder.writeArrayStart();
            encoder.setItemCount(row.rows().size());
            for (TypedRow typed : row.rows()) {
                encoder.startItem();
                write(typed, encoder);
            }
            encoder.writeArrayEnd();
            write(row.headings(), encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private void write(TypedRow row, Encoder to) throws IOException {
        to.writeString(row.dataset().value());
        to.writeInt((int) row.period().start().toEpochDay());
        to.writeInt((int) row.period().end().toEpochDay());
        to.writeInt(row.period().kind().ordinal());
        ByteBuffer.wrap(key)
                .putLong(row.key().getMostSignificantBits())
                .putLong(row.key().getLeastSignificantBits());
        to.writeFixed(key);
        to.writeArrayStart();
        to.setItemCount(row.values().size());
        for (Object value : row.values()) {
            to.startItem();
            ValueCodec.write(value, to);
        }
        to.writeArrayEnd();
    }

    private static void write(List<PlacedHeading> headings, Encoder to) throws IOException {
        to.writeArrayStart();
        to.setItemCount(headings.size());
        for (PlacedHeading heading : headings) {
            to.startItem();
            to.writeString(heading.dataset().value());
            to.writeString(heading.field().value());
            to.writeString(heading.text());
            to.writeInt(heading.column());
            to.writeInt(heading.firstRow());
            to.writeInt(heading.lastRow());
        }
        to.writeArrayEnd();
    }

    AppliedRow decode(byte[] message) {
        try {
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(
                            message, SingleObject.HEADER_BYTES, message.length - SingleObject.HEADER_BYTES, decoder);
            int row = in.readInt();
            long checksum = in.readLong();
            RowKind kind = ROW_KINDS[in.readInt()];
            List<TypedRow> rows = new ArrayList<>(1);
            for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
                for (long i = 0; i < block; i++) {
                    rows.add(readTypedRow(in));
                }
            }
            return new AppliedRow(row, checksum, kind, rows, readHeadings(in));
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Cannot decode an applied row: cut short or damaged", e);
        }
    }

    private List<PlacedHeading> readHeadings(Decoder in) throws IOException {
        List<PlacedHeading> headings = new ArrayList<>(0);
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                headings.add(new PlacedHeading(
                        dataset(in.readString()),
                        new ColumnName(in.readString()),
                        in.readString(),
                        in.readInt(),
                        in.readInt(),
                        in.readInt()));
            }
        }
        return headings;
    }

    private TypedRow readTypedRow(Decoder in) throws IOException {
        DatasetName dataset = dataset(in.readString());
        LocalDate start = LocalDate.ofEpochDay(in.readInt());
        LocalDate end = LocalDate.ofEpochDay(in.readInt());
        Period period = new Period(start, end, PERIOD_KINDS[in.readInt()]);
        in.readFixed(key);
        ByteBuffer bits = ByteBuffer.wrap(key);
        UUID rowKey = new UUID(bits.getLong(), bits.getLong());
        List<@Nullable Object> values = new ArrayList<>();
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                values.add(ValueCodec.read(in));
            }
        }
        return new TypedRow(dataset, period, rowKey, values);
    }

    /** Rows of one dataset follow each other: the name is checked once, not for every row. */
    private DatasetName dataset(String name) {
        DatasetName last = lastDataset;
        if (last == null || !last.value().equals(name)) {
            last = new DatasetName(name);
            lastDataset = last;
        }
        return last;
    }
}
