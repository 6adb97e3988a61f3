package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.datawarp.schemas.catalog.Part;

/** Where the parts of the last commit are, and where new ones go. Used by the fold's thread. */
public interface PartStore {

    /**
     * Copies a part of the last commit to a local file.
     *
     * @param file the target
     */
    void fetch(Part part, Path file) throws IOException;

    /**
     * A part was finished. A large part is finished before the fold is, and may be uploaded at once. The fold's result
     * says whether it is needed.
     */
    void finished(String key, Path file);
}
