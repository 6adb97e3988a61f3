package org.datawarp.producers.read;

import java.io.IOException;
import org.datawarp.schemas.row.SheetRow;

/** Marks what the caller's sink throws, so that it is not taken for damage of the file. */
final class GuardedSink implements SheetSink {

    private final SheetSink sink;

    GuardedSink(SheetSink sink) {
        this.sink = sink;
    }

    @Override
    public void opened(SheetHeader header) {
        try {
            sink.opened(header);
        } catch (IOException | RuntimeException e) {
            throw new SinkFailure(e);
        }
    }

    @Override
    public void row(SheetRow row) {
        try {
            sink.row(row);
        } catch (IOException | RuntimeException e) {
            throw new SinkFailure(e);
        }
    }

    @Override
    public void closed() {
        try {
            sink.closed();
        } catch (IOException | RuntimeException e) {
            throw new SinkFailure(e);
        }
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) {
        try {
            sink.unreadable(member, reason);
        } catch (IOException | RuntimeException e) {
            throw new SinkFailure(e);
        }
    }

    /** Carries what a sink threw through a parser. */
    static final class SinkFailure extends RuntimeException {

        private final Exception thrown;

        SinkFailure(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        /** Throws what the sink threw if it is unchecked, or else returns it to be thrown. */
        IOException unwrapped() {
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            return (IOException) thrown;
        }
    }
}
