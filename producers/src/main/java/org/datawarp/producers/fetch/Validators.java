package org.datawarp.producers.fetch;

/**
 * The values by which a site can say whether a file has changed, unaltered.
 *
 * @param etag empty when the site gives none
 * @param lastModified empty when the site gives none
 */
public record Validators(String etag, String lastModified) {

    public static final Validators NONE = new Validators("", "");

    /** Whether there are none. */
    boolean areNone() {
        return etag.isEmpty() && lastModified.isEmpty();
    }
}
