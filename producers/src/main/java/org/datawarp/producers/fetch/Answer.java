package org.datawarp.producers.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a site answered in the end, after redirects.
 *
 * @param address where the answer came from
 * @param bytes of the body, as they came over the wire
 */
record Answer(Kind kind, URI address, HttpHeaders headers, long bytes) {

    /** What an answer may say besides a failure. */
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
