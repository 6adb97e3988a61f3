package org.datawarp.producers.read;

import java.io.IOException;
import org.datawarp.schemas.row.SheetRow;

/**
 * Receives what a reader finds, in the file's order, on the reader's thread: {@code opened row* closed} for each sheet.
 *
 * <p>An exception from it ends the reading and reaches the caller unchanged.
 */
public interface SheetSink {

    void opened(SheetHeader header) throws IOException;

    void row(SheetRow row) throws IOException;

    /** The sheet that was opened last is complete. */
    void closed() throws IOException;

    /**
     * A member of a ZIP cannot be read, or not to its end; the other members continue. A sheet of it that was opened
     * and not closed stays incomplete, and its rows must not be used.
     *
     * @param member its path within the ZIP, as in {@link SheetHeader#member}
     */
    void unreadable(String member, UnreadableFileException reason) throws IOException;
}
