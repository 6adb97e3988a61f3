package org.datawarp.schemas.follow;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What identifies a row from one release to the next.
 *
 * @param key derived from the row's period and its key columns
 * @param occurrence 1, or more where a file repeats the same key in the same period
 */
public record RowIdentity(UUID key, int occurrence) {

    private static final int BYTES = 20;

    /** @throws IllegalArgumentException when the bytes are not the key of a change */
    static RowIdentity of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException(
                    "Cannot read the key of a change: found %d bytes, expected %d".formatted(key.length, BYTES));
        }
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new RowIdentity(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt());
    }
}
