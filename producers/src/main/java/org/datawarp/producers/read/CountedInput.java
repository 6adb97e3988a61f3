package org.datawarp.producers.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the unpacked bytes against an allowance: a compressed file's own size cannot be trusted. */
final class CountedInput extends FilterInputStream {

    private final String where;
    private final ByteAllowance allowance;

    CountedInput(InputStream in, String where, ByteAllowance allowance) {
        super(in);
        this.where = where;
        this.allowance = allowance;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            allowance.take(1, where);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        allowance.take(Math.max(0, count), where);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        allowance.take(skipped, where);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
