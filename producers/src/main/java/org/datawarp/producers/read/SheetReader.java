package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the sheets of one file format. Keeps nothing between calls: any thread, several at once. */
public interface SheetReader {

    /**
     * Gives every sheet of the file to the sink, in the file's order.
     *
     * @param name the file's name as published, for messages and for a sheet that has no name of its own
     * @throws UnreadableFileException when the file is damaged, locked or too big; sheets given before stay given
     * @throws IOException when the disk fails, or whatever the sink threw
     */
    void read(Path file, String name, SheetSink sink) throws IOException;
}
