package org.datawarp.streams.layout;

import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;

/**
 * A place that looks like a dataset's table, but lacks headings: a publisher renamed or moved a column.
 *
 * @param row where the match is best: a row number in the sheet, from 1
 * @param missing the fields whose headings are missing, at least one
 */
public record NearMiss(Dataset dataset, int row, List<Field> missing) {

    public NearMiss {
        missing = List.copyOf(missing);
    }
}
