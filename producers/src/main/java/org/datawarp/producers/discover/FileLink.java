package org.datawarp.producers.discover;

import java.net.URI;
import org.datawarp.schemas.period.Period;

/**
 * A link to a data file of a publication.
 *
 * @param address absolute
 * @param name the file's name, percent-decoded; for display and globs, never a path
 * @param text the link's text
 * @param heading the nearest heading above the link; empty when there is none
 * @param page the page with the link
 * @param period what the file is about
 * @param vintage {@code provisional}, {@code final}, {@code revised}; empty when not stated
 */
public record FileLink(
        URI address, String name, String text, String heading, URI page, Period period, String vintage) {}
