package org.datawarp.streams.layout;

import java.util.List;
import org.datawarp.schemas.row.SheetRow;

/** Composes headings as {@link LayoutFinder} does, so that a drafted manifest has the words that it will look for. */
public final class BandHeadings {

    private BandHeadings() {}

    /**
     * The headings of a band, from the left; columns without any are left out.
     *
     * @param rows of the band, in order, blank ones included
     */
    public static List<ColumnHeading> of(List<SheetRow> rows) {
        return new HeadedSheet(rows).headings(0, rows.size());
    }
}
