package org.datawarp.streams.layout;

import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;

/**
 * The place in a sheet that looks most like a dataset's table, under any sheet name and anywhere in the sheet.
 *
 * @param placed the fields whose headings are there
 * @param missing the fields of which no heading in use is there
 * @param left the headings that belong to no field, from the left
 */
public record DriftedTable(
        Dataset dataset, HeadingBand band, List<PlacedField> placed, List<Field> missing, List<ColumnHeading> left) {

    public DriftedTable {
        placed = List.copyOf(placed);
        missing = List.copyOf(missing);
        left = List.copyOf(left);
    }

    /** Whether every field that a table must have is there. */
    public boolean isWhole() {
        return missing.stream().allMatch(Field::optional);
    }
}
