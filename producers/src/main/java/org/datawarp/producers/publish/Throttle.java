package org.datawarp.producers.publish;

import java.io.IOException;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Holds up who brings releases while what comes behind has no room for more. Safe for several threads.
 *
 * <p>Both methods return at once as long as there is room.
 */
public interface Throttle {

    /** Never holds anything up. */
    Throttle NONE = new Throttle() {
        @Override
        public void awaitDisk(PublicationName publication, ReleaseName release) {}

        @Override
        public void awaitRoom(PublicationName publication, ReleaseName release) {}
    };

    /**
     * Returns once a file may be written to the disk. Asked before each file.
     *
     * @throws java.io.InterruptedIOException when it is time to stop: nothing more is to be fetched
     */
    void awaitDisk(PublicationName publication, ReleaseName release) throws IOException;

    /**
     * Returns once more rows may be published. Asked before a release and between its files.
     *
     * @throws java.io.InterruptedIOException when it is time to stop: nothing more is to be published
     */
    void awaitRoom(PublicationName publication, ReleaseName release) throws IOException;
}
