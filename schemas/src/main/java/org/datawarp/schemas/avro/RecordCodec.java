package org.datawarp.schemas.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * One record type as single-object bytes: written in the current schema, read in every released version. Safe for use
 * by several threads.
 *
 * @param <T> the Java record
 */
public final class RecordCodec<T extends Record> {

    private final AvroRecord<T> mapping;
    private final byte[] header;
    private final Map<Long, Schema> writers = new HashMap<>();

    private RecordCodec(AvroRecord<T> mapping) {
        this.mapping = mapping;
        this.header = SingleObject.header(mapping.schema());
        for (Schema version : ReleasedSchemas.of(mapping.schema().getName())) {
            writers.put(SingleObject.fingerprint(version), version);
        }
        writers.put(SingleObject.fingerprint(mapping.schema()), mapping.schema());
    }

    public static <T extends Record> RecordCodec<T> of(Class<T> type) {
        return new RecordCodec<>(AvroRecord.of(type));
    }

    public Schema schema() {
        return mapping.schema();
    }

    public long fingerprint() {
        return SingleObject.fingerprint(mapping.schema());
    }

    /** The fingerprints of all versions that it reads. */
    public Set<Long> fingerprints() {
        return Set.copyOf(writers.keySet());
    }

    public byte[] encode(Record value) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(256);
            out.write(header);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(mapping.schema()).write(mapping.toAvro(value), encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are of none of its schemas */
    public T decode(byte[] message) {
        Schema writer = writers.get(SingleObject.fingerprintOf(message));
        if (writer == null) {
            throw new IllegalArgumentException("Cannot decode a message of another schema as "
                    + mapping.schema().getName() + ": reader and writer are of different versions");
        }
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(writer, mapping.schema())
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            message,
                                            SingleObject.HEADER_BYTES,
                                            message.length - SingleObject.HEADER_BYTES,
                                            null));
            return mapping.fromAvro(record);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot decode a " + mapping.schema().getName() + ": cut short", e);
        }
    }
}
