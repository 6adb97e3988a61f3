package org.datawarp.streams.release;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;

/**
 * What a release did to one dataset.
 *
 * @param rows how many it has
 * @param superseded how many of them were left out, because a newer release holds their period
 * @param filled the value columns that have at least one value in this release
 * @param repeats sheets whose rows were left out because other sheets of the release have the same rows
 */
public record DatasetResult(
        DatasetName dataset,
        long rows,
        long inserted,
        long updated,
        long deleted,
        long superseded,
        List<ColumnName> filled,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<RepeatedSheet> repeats) {

    public DatasetResult {
        filled = List.copyOf(filled);
        repeats = List.copyOf(repeats);
    }

    public long changes() {
        return inserted + updated + deleted;
    }
}
