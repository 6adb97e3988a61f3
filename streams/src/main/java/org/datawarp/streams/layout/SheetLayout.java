package org.datawarp.streams.layout;

import java.util.List;

/**
 * What stands where in a sheet.
 *
 * @param regions one for each table that was found; empty when no dataset claims the sheet
 * @param nearMisses datasets that might be meant, but whose headings are not all there
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
