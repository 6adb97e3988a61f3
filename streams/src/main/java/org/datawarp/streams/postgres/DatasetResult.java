package org.datawarp.streams.postgres;

import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;

/**
 * What a release did to one dataset.
 *
 * @param rows how many it has
 * @param superseded how many of them were left out, because a newer release holds their period
 * @param filled the value columns that have at least one value in this release
 */
public record DatasetResult(
        DatasetName dataset,
        long rows,
        long inserted,
        long updated,
        long deleted,
        long superseded,
        List<ColumnName> filled) {

    public DatasetResult {
        filled = List.copyOf(filled);
    }

    long changes() {
        return inserted + updated + deleted;
    }
}
