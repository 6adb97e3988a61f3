package org.datawarp.sinks.parquet;

import java.nio.ByteBuffer;

/** The identity of a row in PostgreSQL, as the key of its changes carries it. */
record RowId(long high, long low, int occurrence) {

    private static final int BYTES = 20;

    /**
     * @param key 16 bytes of {@code _key}, 4 of {@code _occurrence}, big-endian
     * @throws IllegalArgumentException if it is anything else
     */
    static RowId of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException(
                    "Cannot read a change's key of %d bytes: expected %d".formatted(key.length, BYTES));
        }
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new RowId(bytes.getLong(), bytes.getLong(), bytes.getInt());
    }
}
