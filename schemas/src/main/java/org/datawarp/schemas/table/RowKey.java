package org.datawarp.schemas.table;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the parts of a row's identity to 128 bits of SHA-256.
 *
 * <p>Its size is fixed, and a parsed row, a database row and a Parquet row give the same hash. Each part is preceded by
 * its length, so that ("ab", "c") and ("a", "bc") differ.
 */
final class RowKey {

    private static final byte[] ABSENT = {-1, -1, -1, -1};

    /** Never updated: copying it costs less than asking Java for another one for every row. */
    private static final MessageDigest EMPTY = sha256();

    private final MessageDigest digest = copyOfEmpty();

    RowKey add(@Nullable Object part) {
        if (part == null) {
            digest.update(ABSENT);
            return this;
        }
        byte[] bytes = canonical(part).getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    UUID toUuid() {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** 1.50 and 1.5 are one key: the database stores a scale that the file did not have. */
    private static String canonical(Object part) {
        return part instanceof BigDecimal decimal ? decimal.stripTrailingZeros().toPlainString() : part.toString();
    }

    private static MessageDigest copyOfEmpty() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Every Java's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
