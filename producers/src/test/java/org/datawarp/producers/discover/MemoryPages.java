package org.datawarp.producers.discover;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages for tests; records the requests. */
final class MemoryPages implements PageSource {

    private final Map<URI, String> pages = new LinkedHashMap<>();
    private final Map<URI, URI> redirects = new LinkedHashMap<>();
    private final List<URI> asked = new ArrayList<>();

    MemoryPages with(String address, String html) {
        pages.put(URI.create(address), html);
        return this;
    }

    /** A page that exists and cannot be read. */
    MemoryPages withFailure(String address) {
        return with(address, FAILS);
    }

    /** A page that redirects to another. */
    MemoryPages withRedirect(String address, String to) {
        redirects.put(URI.create(address), URI.create(to));
        return this;
    }

    List<URI> asked() {
        return asked;
    }

    @Override
    public Optional<Page> page(URI address) throws IOException {
        asked.add(address);
        URI place = redirects.getOrDefault(address, address);
        String html = pages.get(place);
        if (FAILS.equals(html)) {
            throw new IOException("Cannot fetch " + address);
        }
        return Optional.ofNullable(html).map(text -> new Page(place, text));
    }

    private static final String FAILS = "fails";
}
