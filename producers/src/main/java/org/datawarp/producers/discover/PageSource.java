package org.datawarp.producers.discover;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Where pages are read from. */
@FunctionalInterface
public interface PageSource {

    /** @return empty when there is no such page, or not yet */
    Optional<Page> page(URI address) throws IOException;
}
