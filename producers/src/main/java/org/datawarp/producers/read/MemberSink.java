package org.datawarp.producers.read;

import java.io.IOException;
import org.datawarp.schemas.row.SheetRow;

/** Adds to each sheet the member of the ZIP that it is from: the format's reader does not know it. */
record MemberSink(SheetSink sink, String member) implements SheetSink {

    @Override
    public void opened(SheetHeader header) throws IOException {
        sink.opened(header.in(member));
    }

    @Override
    public void row(SheetRow row) throws IOException {
        sink.row(row);
    }

    @Override
    public void closed() throws IOException {
        sink.closed();
    }

    @Override
    public void unreadable(String inner, UnreadableFileException reason) throws IOException {
        sink.unreadable(inner, reason);
    }
}
