package org.datawarp.sinks.catalog;

import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.object.ObjectStore;

/** Another writer committed to the same catalogue. This writer must stop: it no longer knows what is in the parts. */
public final class CatalogChangedException extends RuntimeException {

    CatalogChangedException(ObjectStore store, long version) {
        super(("Cannot commit version %d of %s in %s: another writer changed it; stop one of the two DataWarp"
                        + " processes that write to this bucket, then start the other again")
                .formatted(version, Catalog.KEY, store));
    }
}
