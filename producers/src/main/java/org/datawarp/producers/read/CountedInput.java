package org.datawarp.producers.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what comes out and stops at a limit, because a packed file's own word about its size is worth nothing. */
final class CountedInput extends FilterInputStream {

    private final String where;
    private final long limit;
    private long left;

    CountedInput(InputStream in, String where, long limit) {
        super(in);
        this.where = where;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            take(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        take(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        take(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(long count) throws UnreadableFileException {
        left -= count;
        if (left < 0) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "more than " + limit + " bytes unpacked",
                    "at most " + limit + " for a file of its size");
        }
    }
}
