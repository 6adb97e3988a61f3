package org.datawarp.producers.read;

/** How many more bytes a compressed file may unpack to, counting all its content. Owned by one reading. */
final class ByteAllowance {

    private final long limit;
    private long left;

    ByteAllowance(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** Whether more was requested than was left. */
    boolean isSpent() {
        return left < 0;
    }

    /** @param where what is being unpacked, for the message */
    void take(long bytes, String where) throws UnreadableFileException {
        left -= bytes;
        if (left < 0) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "more than " + limit + " bytes unpacked",
                    "at most " + limit + " for a file of its size");
        }
    }
}
