package org.datawarp.producers.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.datawarp.producers.read.SheetSink;

/** Reads the sheets of files; as a rule {@link org.datawarp.producers.read.FileReader#read}. */
@FunctionalInterface
public interface SheetSource {

    /**
     * Gives a file's sheets to the sink, in order.
     *
     * @param fileName as published
     * @param members which members of a ZIP are read
     * @throws org.datawarp.producers.read.UnreadableFileException when the file cannot be read, or not to its end
     * @throws IOException when the disk fails, or whatever the sink threw
     */
    void read(Path file, String fileName, Predicate<String> members, SheetSink sink) throws IOException;
}
