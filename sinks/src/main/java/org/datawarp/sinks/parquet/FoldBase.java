package org.datawarp.sinks.parquet;

import java.util.List;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.name.DatasetName;

/**
 * What a fold starts from: a dataset as it was last committed.
 *
 * @param columns of its parts; empty when it has none yet
 */
public record FoldBase(DatasetName dataset, List<Part> parts, long nextPart, List<ChangeColumn> columns) {

    public FoldBase {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** A dataset without a part. */
    public static FoldBase empty(DatasetName dataset) {
        return new FoldBase(dataset, List.of(), 1, List.of());
    }

    public static FoldBase of(CatalogDataset dataset) {
        List<ChangeColumn> columns = dataset.columns().stream()
                .map(column -> new ChangeColumn(column.name().value(), column.type()))
                .toList();
        return new FoldBase(dataset.dataset(), dataset.parts(), dataset.nextPart(), columns);
    }
}
