package org.datawarp.schemas.manifest;

import java.util.ArrayList;
import java.util.List;

/** Collects all problems, each with its place, so that one start shows all of them. Owned by one reader. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    /** @param path such as {@code ae_provider.yaml: fields[3].type} */
    void add(String path, String problem) {
        found.add(path + ": " + problem);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
