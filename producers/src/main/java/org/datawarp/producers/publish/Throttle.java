package org.datawarp.producers.publish;

import java.io.IOException;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Makes the loading of releases wait while later steps have no room for more. Safe for several threads.
 *
 * <p>Both methods return at once while there is room.
 */
public interface Throttle {

    /** Never waits. */
    Throttle NONE = new Throttle() {
        @Override
        public void awaitDisk(PublicationName publication, ReleaseName release) {}

        @Override
        public void awaitRoom(PublicationName publication, ReleaseName release) {}
    };

    /**
     * Returns when a file may be written to the disk. Called before each file.
     *
     * @throws java.io.InterruptedIOException when the program stops: nothing more must be fetched
     */
    void awaitDisk(PublicationName publication, ReleaseName release) throws IOException;

    /**
     * Returns when more rows may be sent. Called before a release and between its files.
     *
     * @throws java.io.InterruptedIOException when the program stops: nothing more must be sent
     */
    void awaitRoom(PublicationName publication, ReleaseName release) throws IOException;
}
