package org.datawarp.producers.isolate;

import java.io.DataInputStream;
import java.io.IOException;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetRow;

/** Reads what a {@link FrameSink} wrote: the sheets of one file after the other. Owned by one thread. */
final class FrameReader {

    private final DataInputStream in;
    private final RowCodec codec = new RowCodec();
    private boolean atEnd;
    private boolean ready;

    FrameReader(DataInputStream in) {
        this.in = in;
    }

    /** How to act on a frame. */
    @FunctionalInterface
    interface Received {

        void giveTo(SheetSink sink) throws IOException;
    }

    /** Whether the last frame was the last of its file. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** Whether the process said that it can take a file. */
    boolean isReady() {
        return ready;
    }

    Received next() throws IOException {
        atEnd = false;
        return switch (Frame.of(in.readByte())) {
            case OPENED -> {
                SheetHeader header =
                        new SheetHeader(Wire.readText(in), Wire.readText(in), in.readInt(), in.readBoolean());
                yield sink -> sink.opened(header);
            }
            case ROW -> {
                SheetRow row = (SheetRow) codec.decodeRaw(Wire.readBytes(in));
                yield sink -> sink.row(row);
            }
            case CLOSED -> SheetSink::closed;
            case UNREADABLE -> {
                String member = Wire.readText(in);
                UnreadableFileException reason = readReason();
                yield sink -> sink.unreadable(member, reason);
            }
            case DONE -> {
                atEnd = true;
                yield sink -> {};
            }
            case READY -> {
                ready = true;
                yield sink -> {};
            }
            case REFUSED -> failing(readReason());
            case FAILED -> failing(new IOException("Cannot read: " + Wire.readText(in)));
            case READ -> throw new IOException("The reading process answered with a question");
        };
    }

    private Received failing(IOException failure) {
        atEnd = true;
        return sink -> {
            throw failure;
        };
    }

    private UnreadableFileException readReason() throws IOException {
        return UnreadableFileException.told(UnreadableReason.valueOf(Wire.readText(in)), Wire.readText(in));
    }
}
