package org.datawarp.schemas.manifest;

import java.util.List;

/** Manifests that cannot be used, with every problem found in them. */
public final class InvalidManifestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems each with its file and path, at least one */
    public InvalidManifestException(List<String> problems) {
        super("Cannot use the manifests, %d problem(s) found:%n  %s"
                .formatted(problems.size(), String.join(System.lineSeparator() + "  ", problems)));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
