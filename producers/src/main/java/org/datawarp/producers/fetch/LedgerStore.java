package org.datawarp.producers.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.datawarp.schemas.name.PublicationName;

/** Where ledgers are kept between runs. Safe for several threads. */
public interface LedgerStore {

    /** @return empty when there is none */
    Optional<byte[]> read(PublicationName publication) throws IOException;

    /**
     * Keeps a ledger in place of the one before.
     *
     * @throws IOException when it cannot be kept, or somebody else keeps it by now
     */
    void write(PublicationName publication, byte[] content) throws IOException;

    /** @param folder of a file for each publication; made when it is first needed */
    static LedgerStore in(Path folder) {
        return new LedgerFolder(folder);
    }
}
