package org.datawarp.schemas.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.datawarp.schemas.avro.SingleObject;

/** Writes and reads {@link SheetRow} by hand, in the order of {@link #SCHEMA}. Owned by one thread. */
final class SheetRowCodec {

    static final Schema SCHEMA = SchemaBuilder.record("SheetRow")
            .namespace("org.datawarp")
            .fields()
            .requiredInt("row")
            .name("cells")
            .type()
            .array()
            .items()
            .record("Cell")
            .fields()
            .requiredInt("kind")
            .requiredString("text")
            .requiredString("format")
            .endRecord()
            .noDefault()
            .endRecord();

    static final long FINGERPRINT = SingleObject.fingerprint(SCHEMA);

    private static final byte[] HEADER = SingleObject.header(SCHEMA);
    private static final CellKind[] KINDS = CellKind.values();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    byte[] encode(SheetRow row) {
        try {
            out.reset();
            out.write(HEADER);
            encoder.writeInt(row.row());
            encoder.writeArrayStart();
            encoder.setItemCount(row.cells().size());
            for (Cell cell : row.cells()) {
                encoder.startItem();
                encoder.writeInt(cell.kind().ordinal());
                encoder.writeString(cell.text());
                encoder.writeString(cell.format());
            }
            encoder.writeArrayEnd();
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    SheetRow decode(byte[] message) {
        try {
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(
                            message, SingleObject.HEADER_BYTES, message.length - SingleObject.HEADER_BYTES, decoder);
            int row = in.readInt();
            Cell[] cells = new Cell[0];
            int filled = 0;
            for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
                cells = Arrays.copyOf(cells, filled + Math.toIntExact(block));
                for (; filled < cells.length; filled++) {
                    cells[filled] = cell(KINDS[in.readInt()], in.readString(), in.readString());
                }
            }
            return new SheetRow(row, List.of(cells));
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Cannot decode a sheet row: cut short or damaged", e);
        }
    }

    private static Cell cell(CellKind kind, String text, String format) {
        return kind == CellKind.BLANK ? Cell.BLANK : new Cell(kind, text, format);
    }
}
