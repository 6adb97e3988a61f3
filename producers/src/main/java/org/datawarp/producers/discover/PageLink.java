package org.datawarp.producers.discover;

import java.net.URI;
import java.util.List;

/**
 * A link as it stands on a page.
 *
 * @param address absolute, without fragment
 * @param name the last part of the address, percent-decoded: what the file is called; for display and globs, never a
 *     path
 * @param text what a reader sees
 * @param headings the headings above the link, the nearest first
 * @param page where the link stands
 */
public record PageLink(URI address, String name, String text, List<String> headings, URI page) {

    public PageLink {
        headings = List.copyOf(headings);
    }
}
