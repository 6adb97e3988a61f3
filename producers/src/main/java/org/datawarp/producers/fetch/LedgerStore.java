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
     * Replaces a ledger.
     *
     * @throws IOException when it cannot be stored, or another process owns it by now
     */
    void write(PublicationName publication, byte[] content) throws IOException;

    /** @param folder with a file for each publication; created when it is first needed */
    static LedgerStore in(Path folder) {
        return new LedgerFolder(folder);
    }
}
