package org.datawarp.schemas.avro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro's single-object framing: two marker bytes, the schema's 64-bit fingerprint, the value.
 *
 * <p>A message identifies its schema without a registry. Any Avro library that has the schemas can decode it.
 */
public final class SingleObject {

    /** Marker and fingerprint. */
    public static final int HEADER_BYTES = 10;

    private static final byte MARKER = (byte) 0xC3;
    private static final byte VERSION = 0x01;

    private SingleObject() {}

    public static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .put(VERSION)
                .putLong(fingerprint(schema))
                .array();
    }

    public static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /**
     * The fingerprint of the schema that a message was written with.
     *
     * @throws IllegalArgumentException when the bytes are not a single object
     */
    public static long fingerprintOf(byte[] message) {
        if (message.length < HEADER_BYTES || message[0] != MARKER || message[1] != VERSION) {
            throw new IllegalArgumentException(
                    "Cannot decode a message of %d bytes: expected Avro's single-object marker"
                            .formatted(message.length));
        }
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }
}
