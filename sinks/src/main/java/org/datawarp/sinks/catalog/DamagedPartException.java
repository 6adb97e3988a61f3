package org.datawarp.sinks.catalog;

import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectStore;

/**
 * A part is damaged, and no other object has its bytes. The message assumes that its rows cannot be found elsewhere.
 */
final class DamagedPartException extends RuntimeException {

    private final transient Part part;

    /** @param found the digest of what is there; empty if nothing is */
    DamagedPartException(ObjectStore store, Part part, String found) {
        super(("Cannot use %s, %s: found %s, expected SHA-256 %s as the catalogue says, and %s does not have it either;"
                        + " publish all rows again in new parts: ./datawarp rebuild --from changes")
                .formatted(
                        part.key(),
                        store,
                        found.isEmpty() ? "no such object" : "SHA-256 " + found,
                        part.sha256(),
                        CatalogDataset.fileKey(part.dataset())));
        this.part = part;
    }

    Part part() {
        return part;
    }
}
