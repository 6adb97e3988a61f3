package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.ColumnHeading;
import org.datawarp.streams.layout.NearMiss;
import org.datawarp.streams.layout.SheetLayout;
import org.datawarp.streams.layout.TableRegion;

/**
 * Applies a manifest to the rows of one sheet, in their order, once its layout is known. From row to row, it remembers
 * only the labels that blanks repeat. Owned by one thread.
 */
public final class ManifestApplier {

    private final SheetLayout layout;
    private final RowOrigin origin;
    private final List<RegionApplier> regions = new ArrayList<>();

    /** @param origin of the sheet that the layout is of */
    public ManifestApplier(SheetLayout layout, RowOrigin origin) {
        this.layout = layout;
        this.origin = origin;
        layout.regions().forEach(region -> regions.add(new RegionApplier(region, origin)));
    }

    /** Never throws for bad data: what does not fit is a rejection. */
    public Outcome apply(SheetRow row) {
        if (regions.isEmpty()) {
            return Outcome.UNCLAIMED;
        }
        Outcome outcome = regions.get(0).apply(row);
        for (int i = 1; i < regions.size(); i++) {
            outcome = outcome.and(regions.get(i).apply(row));
        }
        return outcome;
    }

    /**
     * What does not fit about the sheet itself: headings that are missing or that no field declares. To be reported
     * once.
     */
    public List<Rejection> layoutRejections() {
        List<Rejection> found = new ArrayList<>();
        for (TableRegion region : layout.regions()) {
            for (ColumnHeading heading : region.undeclared()) {
                RowOrigin.Place place =
                        new RowOrigin.Place(region.dataset().name().value(), "");
                String expected = "a heading that a field declares";
                found.add(origin.reject(
                        region.band().lastRow(), place, Reason.UNDECLARED_HEADING, heading.path(), expected));
            }
        }
        for (NearMiss miss : layout.nearMisses()) {
            for (Field field : miss.missing()) {
                RowOrigin.Place place = new RowOrigin.Place(
                        miss.dataset().name().value(), field.name().value());
                String expected = "a heading such as \""
                        + field.headings().stream()
                                .map(Heading::text)
                                .reduce((first, last) -> last)
                                .orElse("")
                        + "\"";
                found.add(origin.reject(miss.row(), place, Reason.MISSING_HEADING, "", expected));
            }
        }
        return found;
    }

    /** Changes whenever {@link #labels} does. */
    public int labelsVersion() {
        return regions.stream().mapToInt(RegionApplier::labelsVersion).sum();
    }

    /** The labels in force that blanks repeat. Another applier of the same layout can continue from them. */
    public List<Cell> labels() {
        return regions.stream().flatMap(region -> region.labels().stream()).toList();
    }

    /** @param labels as {@link #labels} of another applier of the same layout gave them */
    public void resume(List<Cell> labels) {
        int from = 0;
        for (RegionApplier region : regions) {
            int to = from + region.labelCount();
            region.resume(labels.subList(from, to));
            from = to;
        }
    }
}
