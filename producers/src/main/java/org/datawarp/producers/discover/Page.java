package org.datawarp.producers.discover;

import java.net.URI;

/**
 * A page as it was read.
 *
 * @param address where it stands after redirects: what its links are relative to
 */
public record Page(URI address, String html) {}
