package org.datawarp.producers.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import org.datawarp.schemas.retry.FailureKind;

/** The target of a redirect; it is checked like any other address. */
final class Redirect {

    private Redirect() {}

    /**
     * The next address.
     *
     * @param asked the address that the caller requested, for messages
     * @param hop the address that answered
     * @param location the header; empty when there is none
     */
    static URI target(URI asked, URI hop, String location) throws FetchException {
        if (location.isBlank()) {
            throw new FetchException(FailureKind.REFUSED, asked, "it redirects to nowhere");
        }
        URI target;
        try {
            target = hop.resolve(new URI(location.strip().replace(" ", "%20")));
        } catch (URISyntaxException e) {
            throw new FetchException(
                    FailureKind.REFUSED,
                    asked,
                    "it redirects to \"%s\", which is not an address".formatted(location),
                    e);
        }
        if ("https".equalsIgnoreCase(hop.getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
            throw new FetchException(
                    FailureKind.FORBIDDEN_ADDRESS, asked, "it redirects from https to " + target.getScheme());
        }
        return target;
    }
}
