package org.datawarp.producers.fetch;

/**
 * What a site gives to ask whether a file has changed, word for word.
 *
 * @param etag empty when the site gives none
 * @param lastModified empty when the site gives none
 */
public record Validators(String etag, String lastModified) {

    public static final Validators NONE = new Validators("", "");

    /** Whether there is nothing to ask by. */
    boolean areNone() {
        return etag.isEmpty() && lastModified.isEmpty();
    }
}
