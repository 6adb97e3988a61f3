package org.datawarp.producers.discover;

import java.net.URI;

/**
 * A page as it was read.
 *
 * @param address its address after redirects; its links are relative to this
 */
public record Page(URI address, String html) {}
