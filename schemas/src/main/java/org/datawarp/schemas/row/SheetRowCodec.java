package org.datawarp.schemas.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.datawarp.schemas.avro.SingleObject;

/**
 * Writes and reads {@link SheetRow} field by field, in the order of its schemas. Owned by one thread.
 *
 * <p>A row without merged cells is written in the first version of the schema, so its bytes and its checksum stay the
 * same. One topic holds both versions.
 */
final class SheetRowCodec {

    static final Schema SCHEMA = cells(SchemaBuilder.record("SheetRow")).endRecord();

    static final Schema MERGED_SCHEMA = cells(SchemaBuilder.record("SheetRow"))
            .name("merged")
            .type()
            .array()
            .items()
            .record("MergedCell")
            .fields()
            .requiredInt("column")
            .requiredInt("columns")
            .requiredInt("rows")
            .endRecord()
            .arrayDefault(List.of())
            .endRecord();

    private static final long FINGERPRINT = SingleObject.fingerprint(SCHEMA);
    private static final long MERGED_FINGERPRINT = SingleObject.fingerprint(MERGED_SCHEMA);
    private static final byte[] HEADER = SingleObject.header(SCHEMA);
    private static final byte[] MERGED_HEADER = SingleObject.header(MERGED_SCHEMA);
    private static final CellKind[] KINDS = CellKind.values();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    private static SchemaBuilder.FieldAssembler<Schema> cells(SchemaBuilder.RecordBuilder<Schema> row) {
        return row.namespace("org.datawarp")
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
                .noDefault();
    }

    static boolean isSheetRow(long fingerprint) {
        return fingerprint == FINGERPRINT || fingerprint == MERGED_FINGERPRINT;
    }

    byte[] encode(SheetRow row) {
        try {
            out.reset();
            out.write(row.merged().isEmpty() ? HEADER : MERGED_HEADER);
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
            encodeMerged(row.merged());
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private void encodeMerged(List<MergedCell> merged) throws IOException {
        if (merged.isEmpty()) {
            return;
        }
        encoder.writeArrayStart();
        encoder.setItemCount(merged.size());
        for (MergedCell cell : merged) {
            encoder.startItem();
            encoder.writeInt(cell.column());
            encoder.writeInt(cell.columns());
            encoder.writeInt(cell.rows());
        }
        encoder.writeArrayEnd();
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
            boolean merged = SingleObject.fingerprintOf(message) == MERGED_FINGERPRINT;
            return new SheetRow(row, List.of(cells), merged ? decodeMerged(in) : List.of());
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Cannot decode a sheet row: cut short or damaged", e);
        }
    }

    private static List<MergedCell> decodeMerged(BinaryDecoder in) throws IOException {
        List<MergedCell> merged = new ArrayList<>();
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                merged.add(new MergedCell(in.readInt(), in.readInt(), in.readInt()));
            }
        }
        return merged;
    }

    private static Cell cell(CellKind kind, String text, String format) {
        return kind == CellKind.BLANK ? Cell.BLANK : new Cell(kind, text, format);
    }
}
