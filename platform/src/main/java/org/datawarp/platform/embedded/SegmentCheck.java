package org.datawarp.platform.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of a log from beginning to end, and compares each batch of records with its checksum. The checksum
 * does not cover a batch's place in the log and its length, which are compared with the batches around it. The format
 * is the one that Kafka documents (version 2 of batches); Kafka's own classes that read it are internal. Used by one
 * thread, once.
 */
final class SegmentCheck {

    /** The bytes of a batch that its length does not count: its first offset and the length. */
    private static final int PREFIX = 12;

    /**
     * The bytes of a batch that its checksum does not cover: these, the leader's epoch, the format and the checksum.
     */
    private static final int UNCOVERED = 21;

    /** Bytes of a batch without a record. */
    private static final int LEAST = 61;

    private static final int MAGIC = 16;
    private static final int CHECKSUM = 17;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final byte FORMAT = 2;
    private static final int BUFFER = 1 << 20;

    private final Path file;

    /** Whether no offset is missing: compaction never reaches the last file of a log. */
    private final boolean isContiguous;

    private long expectedOffset;
    private int epoch = -1;

    /** @param firstOffset the first that the file may hold */
    SegmentCheck(Path file, long firstOffset, boolean isContiguous) {
        this.file = file;
        this.expectedOffset = firstOffset;
        this.isContiguous = isContiguous;
    }

    /** A damaged place. */
    record Finding(long position, String problem) {}

    /** The first damaged batch. */
    Optional<Finding> first() throws IOException {
        long size = Files.size(file);
        long position = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            while (position < size) {
                ByteBuffer batch = batch(in, size - position);
                String problem = batch == null ? "a broken length" : problem(batch);
                if (batch == null || !problem.isEmpty()) {
                    return Optional.of(new Finding(position, problem));
                }
                position += batch.capacity();
            }
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.of(new Finding(position, "the end of the file"));
        } catch (IOException e) {
            return Optional.of(new Finding(position, "no answer of the disk: " + e.getMessage()));
        }
    }

    private static @Nullable ByteBuffer batch(DataInputStream in, long left) throws IOException {
        if (left < LEAST) {
            return null;
        }
        long offset = in.readLong();
        int length = in.readInt();
        if (length < LEAST - PREFIX || length > left - PREFIX) {
            return null;
        }
        byte[] bytes = new byte[PREFIX + length];
        in.readFully(bytes, PREFIX, length);
        return ByteBuffer.wrap(bytes).putLong(0, offset).putInt(Long.BYTES, length);
    }

    /** Compares a batch with its checksum and with those before it. */
    private String problem(ByteBuffer batch) {
        if (!isWhole(batch)) {
            return "records whose checksum is not theirs";
        }
        long offset = batch.getLong(0);
        int batchEpoch = batch.getInt(PREFIX);
        if (offset < expectedOffset || (isContiguous && offset > expectedOffset)) {
            return "records at the offset %d".formatted(offset);
        }
        if (batchEpoch < epoch) {
            return "records of the epoch %d after those of %d".formatted(batchEpoch, epoch);
        }
        epoch = batchEpoch;
        expectedOffset = offset + batch.getInt(LAST_OFFSET_DELTA) + 1;
        return "";
    }

    private static boolean isWhole(ByteBuffer batch) {
        CRC32C checksum = new CRC32C();
        checksum.update(batch.slice(UNCOVERED, batch.capacity() - UNCOVERED));
        return batch.get(MAGIC) == FORMAT && batch.getInt(CHECKSUM) == (int) checksum.getValue();
    }

    /** The offset after the last record, once {@link #first} has found nothing. */
    long endOffset() {
        return expectedOffset;
    }

    /**
     * Whether a whole batch begins anywhere after a place. If so, the damage there is not just an end that was cut off.
     */
    boolean isFollowedByRecords(long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int from = (int) position + 1; from + LEAST <= bytes.capacity(); from++) {
            int length = bytes.getInt(from + Long.BYTES);
            if (bytes.get(from + MAGIC) == FORMAT
                    && length >= LEAST - PREFIX
                    && length <= bytes.capacity() - from - PREFIX
                    && isWhole(bytes.slice(from, PREFIX + length))) {
                return true;
            }
        }
        return false;
    }
}
