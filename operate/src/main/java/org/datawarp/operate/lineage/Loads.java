package org.datawarp.operate.lineage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.streams.release.DatasetStatus;
import org.datawarp.streams.release.ReleaseStatus;

/** What is known of loads: an event tells that something happened, this tells to what. */
interface Loads {

    /** @return empty when the database does not know the attempt */
    Optional<ReleaseStatus> byRun(String run);

    /** Tables as they are now. */
    List<DatasetStatus> datasets();

    /**
     * The catalogue as a version had it.
     *
     * @return empty once the version has gone from the bucket
     */
    Optional<Catalog> catalog(long version) throws IOException;
}
