package org.datawarp.producers.discover;

import java.net.URI;
import java.util.List;

/**
 * A link on a page.
 *
 * @param address absolute, without fragment
 * @param name the last part of the address, percent-decoded: the file's name; for display and globs, never a path
 * @param text as a reader sees it
 * @param headings the headings above the link, the nearest first
 * @param page the page with the link
 */
public record PageLink(URI address, String name, String text, List<String> headings, URI page) {

    public PageLink {
        headings = List.copyOf(headings);
    }
}
