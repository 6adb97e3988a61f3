package org.datawarp.sinks.catalog;

import java.io.IOException;
import org.datawarp.schemas.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** The bytes of a catalogue are not those that were written. */
public final class DamagedCatalogException extends IOException {

    private final String found;

    DamagedCatalogException(String found, @Nullable Throwable cause) {
        super("Cannot read %s: found %s, expected a catalogue as it was written".formatted(Catalog.KEY, found), cause);
        this.found = found;
    }

    private DamagedCatalogException(DamagedCatalogException damage) {
        super(
                ("Cannot read %s: found %s, and no version in %s that is whole, expected a catalogue as it was written;"
                                + " publish all rows again: ./datawarp rebuild --from changes")
                        .formatted(Catalog.KEY, damage.found, StoredCatalog.COPIES),
                damage);
        this.found = damage.found;
    }

    /** The same, when none of the versions beside it can take its place. */
    DamagedCatalogException withoutVersions() {
        return new DamagedCatalogException(this);
    }
}
