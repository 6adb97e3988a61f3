package org.datawarp.author.preview;

import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;

/**
 * What a release would give.
 *
 * @param kinds how many rows of its sheets are of each kind
 * @param datasets the requested rows of each dataset
 * @param counts how many rows each dataset would get
 * @param rejections the first of them
 * @param unreadable why files or members could not be read
 */
public record ReleasePreview(
        Map<RowKind, Long> kinds,
        Map<DatasetName, List<TypedRow>> datasets,
        Map<DatasetName, Long> counts,
        List<Rejection> rejections,
        List<String> unreadable) {

    public long rejected() {
        return kinds.getOrDefault(RowKind.REJECTED, 0L);
    }
}
