package org.datawarp.ask.query;

import java.io.IOException;
import java.nio.file.Path;

/** Published objects as files that DuckDB can read. Objects with unique names never change. */
@FunctionalInterface
public interface Lake {

    /**
     * A file with the object's content.
     *
     * @param key as in the bucket
     * @throws java.nio.file.NoSuchFileException when there is no such object
     */
    Path file(String key) throws IOException;
}
