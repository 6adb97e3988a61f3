package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the sheets of one file format. Stateless: any thread, several at once. */
public interface SheetReader {

    /**
     * Passes every sheet of the file to the sink, in the file's order.
     *
     * @param name the file's name as published, for messages and for a sheet without a name of its own
     * @throws UnreadableFileException when the file is damaged, locked or too big; sheets already passed on remain
     * @throws IOException when the disk fails, or what the sink threw
     */
    void read(Path file, String name, SheetSink sink) throws IOException;
}
