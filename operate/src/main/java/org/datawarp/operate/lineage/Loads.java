package org.datawarp.operate.lineage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.streams.release.DatasetStatus;
import org.datawarp.streams.release.ReleaseStatus;

/** What is known about loads: an event says that something happened, this says to which data. */
interface Loads {

    /** @return empty when the database does not know the attempt */
    Optional<ReleaseStatus> byRun(String run);

    /** The current tables. */
    List<DatasetStatus> datasets();

    /**
     * A version of the catalogue.
     *
     * @return empty once the version has been deleted from the bucket
     */
    Optional<Catalog> catalog(long version) throws IOException;
}
