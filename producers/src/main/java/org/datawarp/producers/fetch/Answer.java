package org.datawarp.producers.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * The final answer of a site, after redirects.
 *
 * @param address where the answer came from
 * @param bytes of the body, as sent over the network
 */
record Answer(Kind kind, URI address, HttpHeaders headers, long bytes) {

    /** The kinds of answers that are not failures. */
    enum Kind {
        WHOLE,
        NOT_MODIFIED,
        ABSENT
    }

    /** @return empty when there is none */
    String header(String name) {
        return headers.firstValue(name).orElse("").strip();
    }

    Validators validators() {
        return new Validators(header("ETag"), header("Last-Modified"));
    }
}
