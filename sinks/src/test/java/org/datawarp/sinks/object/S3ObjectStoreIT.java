package org.datawarp.sinks.object;

import java.nio.file.Path;
import org.datawarp.platform.embedded.EmbeddedObjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectStoreIT implements RacingWritersContract {

    private EmbeddedObjectStore server;
    private ObjectStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = EmbeddedObjectStore.start(directory, 0, "lake");
        store = S3ObjectStore.open(server.settings());
    }

    @AfterAll
    void stop() {
        store.close();
        server.close();
    }

    @Override
    public ObjectStore store() {
        return store;
    }
}
