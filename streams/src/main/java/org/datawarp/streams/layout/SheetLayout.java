package org.datawarp.streams.layout;

import java.util.List;

/**
 * Where the tables of a sheet are.
 *
 * @param regions one for each table that was found; empty when no dataset claims the sheet
 * @param nearMisses datasets that the sheet may hold although some of their headings are missing
 */
public record SheetLayout(List<TableRegion> regions, List<NearMiss> nearMisses) {

    public static final SheetLayout UNCLAIMED = new SheetLayout(List.of(), List.of());

    public SheetLayout {
        regions = List.copyOf(regions);
        nearMisses = List.copyOf(nearMisses);
    }

    public boolean isUnclaimed() {
        return regions.isEmpty();
    }
}
