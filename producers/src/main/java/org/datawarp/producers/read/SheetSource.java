package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the sheets of files: {@link FileReader} in this process, or another that keeps dangerous files outside. */
@FunctionalInterface
public interface SheetSource {

    /**
     * Gives a file's sheets to the sink, in order.
     *
     * @param fileName as published
     * @param members which members of a ZIP are read; other files are read without asking
     * @throws UnreadableFileException when the file cannot be read, or not to its end; a member of a ZIP that cannot is
     *     reported to the sink instead
     * @throws IOException when the disk fails, or whatever the sink threw
     */
    void read(Path file, String fileName, Members members, SheetSink sink) throws IOException;
}
