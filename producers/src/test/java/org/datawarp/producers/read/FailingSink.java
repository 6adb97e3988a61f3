package org.datawarp.producers.read;

import java.io.IOException;
import org.datawarp.schemas.row.SheetRow;

/** Accepts sheets and fails at the first row. */
record FailingSink(Exception failure) implements SheetSink {

    @Override
    public void opened(SheetHeader header) {}

    @Override
    public void row(SheetRow row) throws IOException {
        if (failure instanceof IOException checked) {
            throw checked;
        }
        throw (RuntimeException) failure;
    }

    @Override
    public void closed() {}

    @Override
    public void unreadable(String member, UnreadableFileException reason) {}
}
