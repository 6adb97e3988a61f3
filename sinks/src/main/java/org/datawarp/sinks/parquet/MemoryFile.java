package org.datawarp.sinks.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** A small Parquet file in memory: for records, not for rows. Owned by one thread. */
final class MemoryFile implements OutputFile, InputFile {

    private byte[] bytes;

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Out();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return new Out();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new In(new Cursor(bytes));
    }

    /** How Parquet names it in messages. */
    @Override
    public String toString() {
        return "a file of %,d bytes".formatted(bytes.length);
    }

    private final class Out extends PositionOutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public long getPos() {
            return written.size();
        }

        @Override
        public void write(int b) {
            written.write(b);
        }

        @Override
        public void write(byte[] source, int from, int length) {
            written.write(source, from, length);
        }

        @Override
        public void close() {
            bytes = written.toByteArray();
        }
    }

    /** Exposes its position. */
    private static final class Cursor extends ByteArrayInputStream {

        Cursor(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }

        void moveTo(int position) {
            pos = position;
        }
    }

    private static final class In extends DelegatingSeekableInputStream {

        private final Cursor cursor;

        In(Cursor cursor) {
            super(cursor);
            this.cursor = cursor;
        }

        @Override
        public long getPos() {
            return cursor.position();
        }

        @Override
        public void seek(long position) {
            cursor.moveTo(Math.toIntExact(position));
        }
    }
}
