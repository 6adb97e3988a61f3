package org.datawarp.schemas.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.SingleObject;

/**
 * The messages of the raw and rows topics as bytes: Avro single objects.
 *
 * <p>Rows are written field by field because there are many; other messages use {@link RecordCodec}. Owned by one
 * thread: it reuses its buffers.
 */
public final class RowCodec {

    private static final List<Class<? extends Record>> CONTROL_TYPES =
            List.of(ReleaseOpened.class, SheetOpened.class, SheetClosed.class, ReleaseClosed.class);

    private static final Map<Class<?>, RecordCodec<?>> BY_TYPE = new LinkedHashMap<>();
    private static final Map<Long, RecordCodec<?>> BY_FINGERPRINT = new HashMap<>();

    static {
        for (Class<? extends Record> type : CONTROL_TYPES) {
            RecordCodec<?> codec = RecordCodec.of(type);
            BY_TYPE.put(type, codec);
            codec.fingerprints().forEach(fingerprint -> BY_FINGERPRINT.put(fingerprint, codec));
        }
    }

    private final SheetRowCodec sheetRows = new SheetRowCodec();
    private final AppliedRowCodec appliedRows = new AppliedRowCodec();

    /** Every schema that the raw topics use, for documentation and registries. */
    public static List<Schema> rawSchemas() {
        return withProtocol(SheetRowCodec.SCHEMA, SheetRowCodec.MERGED_SCHEMA);
    }

    /** Every schema that the rows topics use. */
    public static List<Schema> rowsSchemas() {
        return withProtocol(AppliedRowCodec.SCHEMA);
    }

    private static List<Schema> withProtocol(Schema... rows) {
        List<Schema> all = new ArrayList<>(List.of(rows));
        BY_TYPE.values().forEach(codec -> all.add(codec.schema()));
        return all;
    }

    /** What {@link SheetClosed} adds up: a checksum of one row's encoded message. */
    public static long checksum(byte[] encodedSheetRow) {
        CRC32C crc = new CRC32C();
        crc.update(encodedSheetRow);
        return crc.getValue();
    }

    public byte[] encode(RawMessage message) {
        return message instanceof SheetRow row ? sheetRows.encode(row) : encodeControl((Record) message);
    }

    public byte[] encode(RowsMessage message) {
        return message instanceof AppliedRow row ? appliedRows.encode(row) : encodeControl((Record) message);
    }

    /** @throws IllegalArgumentException when the bytes are not a message of the raw topic */
    public RawMessage decodeRaw(byte[] message) {
        return SheetRowCodec.isSheetRow(SingleObject.fingerprintOf(message))
                ? sheetRows.decode(message)
                : (RawMessage) decodeControl(message);
    }

    /** @throws IllegalArgumentException when the bytes are not a message of the rows topic */
    public RowsMessage decodeRows(byte[] message) {
        return SingleObject.fingerprintOf(message) == AppliedRowCodec.FINGERPRINT
                ? appliedRows.decode(message)
                : (RowsMessage) decodeControl(message);
    }

    private static byte[] encodeControl(Record message) {
        return Objects.requireNonNull(BY_TYPE.get(message.getClass())).encode(message);
    }

    private static Record decodeControl(byte[] message) {
        RecordCodec<?> codec = BY_FINGERPRINT.get(SingleObject.fingerprintOf(message));
        if (codec == null) {
            throw new IllegalArgumentException("Cannot decode a message: its schema is none of the release protocol's;"
                    + " reader and writer are of different versions");
        }
        return codec.decode(message);
    }
}
