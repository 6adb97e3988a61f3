package org.datawarp.author.yaml;

/** A manifest's text is written in a way that is not changed in place; a person has to. */
public final class UneditableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UneditableException(String message) {
        super(message);
    }
}
