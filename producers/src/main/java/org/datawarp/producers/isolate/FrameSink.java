package org.datawarp.producers.isolate;

import java.io.DataOutputStream;
import java.io.IOException;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetRow;

/** Sends what a reader finds to the process that requested it. Owned by one thread of the reading process. */
final class FrameSink implements SheetSink {

    private final DataOutputStream out;
    private final RowCodec codec = new RowCodec();

    FrameSink(DataOutputStream out) {
        this.out = out;
    }

    @Override
    public void opened(SheetHeader header) throws IOException {
        begin(Frame.OPENED);
        Wire.writeText(out, header.member());
        Wire.writeText(out, header.name());
        out.writeInt(header.number());
        out.writeBoolean(header.hidden());
    }

    @Override
    public void row(SheetRow row) throws IOException {
        begin(Frame.ROW);
        byte[] bytes = codec.encode(row);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void closed() throws IOException {
        begin(Frame.CLOSED);
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) throws IOException {
        begin(Frame.UNREADABLE);
        Wire.writeText(out, member);
        writeReason(reason);
    }

    void ready() throws IOException {
        begin(Frame.READY);
        out.flush();
    }

    void done() throws IOException {
        begin(Frame.DONE);
        out.flush();
    }

    void refused(UnreadableFileException reason) throws IOException {
        begin(Frame.REFUSED);
        writeReason(reason);
        out.flush();
    }

    void failed(Exception failure) throws IOException {
        begin(Frame.FAILED);
        Wire.writeText(out, failure.toString());
        out.flush();
    }

    private void begin(Frame frame) throws IOException {
        out.writeByte(frame.ordinal());
    }

    private void writeReason(UnreadableFileException reason) throws IOException {
        Wire.writeText(out, reason.reason().name());
        Wire.writeText(out, String.valueOf(reason.getMessage()));
    }
}
