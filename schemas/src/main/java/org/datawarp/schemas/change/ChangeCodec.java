package org.datawarp.schemas.change;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one dataset as Avro single objects, with a schema of their own that names each column.
 *
 * <p>The writer sends {@link #schema()} to the schemas topic before it uses it; a reader builds its codec from that.
 * Owned by one thread: it reuses its buffers.
 */
public final class ChangeCodec {

    private static final Operation[] OPERATIONS = Operation.values();

    private final List<ChangeColumn> columns;
    private final Schema schema;
    private final byte[] header;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    private ChangeCodec(Schema schema, List<ChangeColumn> columns) {
        this.schema = schema;
        this.columns = List.copyOf(columns);
        this.header = SingleObject.header(schema);
    }

    public static ChangeCodec of(DatasetName dataset, List<ChangeColumn> columns) {
        return new ChangeCodec(ChangeSchema.of(dataset, columns), columns);
    }

    /** @param schema as {@link #schema()} returned it */
    public static ChangeCodec of(Schema schema) {
        return new ChangeCodec(schema, ChangeSchema.columnsOf(schema));
    }

    public Schema schema() {
        return schema;
    }

    /** The dataset whose changes these are. */
    public DatasetName dataset() {
        return ChangeSchema.datasetOf(schema);
    }

    public List<ChangeColumn> columns() {
        return columns;
    }

    public byte[] encode(RowChange change) {
        try {
            out.reset();
            out.write(header);
            encoder.writeInt(change.operation().ordinal());
            encoder.writeLong(change.transaction());
            encoder.writeLong(change.order());
            writeRow(change.before());
            writeRow(change.after());
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private void writeRow(@Nullable List<@Nullable Object> row) throws IOException {
        encoder.writeIndex(row == null ? 0 : 1);
        if (row == null) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            encoder.writeIndex(value == null ? 0 : 1);
            if (value != null) {
                ChangeSchema.write(value, columns.get(i).type(), encoder);
            }
        }
    }

    /** @param message of this codec's schema: see {@link SingleObject#fingerprintOf} */
    public RowChange decode(byte[] message) {
        try {
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(
                            message, SingleObject.HEADER_BYTES, message.length - SingleObject.HEADER_BYTES, decoder);
            return new RowChange(OPERATIONS[in.readInt()], in.readLong(), in.readLong(), readRow(in), readRow(in));
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Cannot decode a change: cut short or damaged", e);
        }
    }

    private @Nullable List<@Nullable Object> readRow(BinaryDecoder in) throws IOException {
        if (in.readIndex() == 0) {
            return null;
        }
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        for (ChangeColumn column : columns) {
            row.add(in.readIndex() == 0 ? null : ChangeSchema.read(column.type(), in));
        }
        return row;
    }
}
