package org.datawarp.author.yaml;

/** A manifest's text is written in a way that cannot be changed in place; a person must do it. */
public final class UneditableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UneditableException(String message) {
        super(message);
    }
}
