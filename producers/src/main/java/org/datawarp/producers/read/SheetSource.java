package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the sheets of files: {@link FileReader} in this process, or another implementation that reads dangerous files
 * outside it.
 */
@FunctionalInterface
public interface SheetSource {

    /**
     * Passes a file's sheets to the sink, in order.
     *
     * @param fileName as published
     * @param members which members of a ZIP to read; does not apply to other files
     * @throws UnreadableFileException when the file cannot be read, or not to its end; an unreadable member of a ZIP is
     *     reported to the sink instead
     * @throws IOException when the disk fails, or what the sink threw
     */
    void read(Path file, String fileName, Members members, SheetSink sink) throws IOException;
}
