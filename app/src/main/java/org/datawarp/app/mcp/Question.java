package org.datawarp.app.mcp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;

/**
 * One question.
 *
 * @param sql has passed {@link SqlGuard}
 * @param version the catalogue that it is asked of
 * @param asOf names of datasets mean what the public saw then; what is published now when empty
 * @param rows how many are read at most
 */
record Question(String sql, Catalog version, Optional<Instant> asOf, int rows) {

    Question(String sql, Catalog version, int rows) {
        this(sql, version, Optional.empty(), rows);
    }

    /** The datasets whose names are in the statement. */
    List<CatalogDataset> datasets() {
        return BoundedQuery.asked(sql, version);
    }
}
