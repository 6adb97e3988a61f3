package org.datawarp.sinks.object;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest implements RacingWritersContract {

    @TempDir
    Path directory;

    @Override
    public ObjectStore store() {
        return new DirectoryObjectStore(directory);
    }
}
