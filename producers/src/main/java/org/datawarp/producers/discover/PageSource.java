package org.datawarp.producers.discover;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where pages are read from. */
@FunctionalInterface
public interface PageSource {

    /** @return empty when there is no such page, or not yet */
    Optional<Page> page(URI address) throws IOException;

    /** The same pages, each read only once, for callers that read them again and again. For one thread. */
    static PageSource remembering(PageSource pages) {
        Map<URI, Optional<Page>> known = new HashMap<>();
        return address -> {
            Optional<Page> page = known.get(address);
            if (page == null) {
                page = pages.page(address);
                known.put(address, page);
            }
            return page;
        };
    }
}
