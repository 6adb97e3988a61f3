package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.row.SheetRow;

/** Decides which of several tables gets the cells that they all claim, and where each table begins and ends. */
final class RegionBounds {

    private RegionBounds() {}

    /**
     * When two datasets would read the same figures under the same headings, the one that declares more of the headings
     * gets them; in a tie, the first in the manifest does. A table ends where another begins below it.
     */
    static List<TableRegion> settle(List<TableRegion> claims, List<SheetRow> rows) {
        List<TableRegion> bestFirst = new ArrayList<>(claims);
        bestFirst.sort(Comparator.comparingInt((TableRegion region) ->
                        region.fields().size() + region.wide().size())
                .reversed());
        List<TableRegion> kept = new ArrayList<>();
        for (TableRegion claim : bestFirst) {
            if (kept.stream().noneMatch(other -> haveOneBand(claim, other) && shareFigures(claim, other))) {
                kept.add(claim);
            }
        }
        return kept.stream()
                .sorted(Comparator.comparingInt(claims::indexOf))
                .map(region -> bounded(region, kept, rows).declaring(readByOthers(region, kept)))
                .toList();
    }

    /** The columns of a band that tables beside this one read. */
    private static Set<Integer> readByOthers(TableRegion region, List<TableRegion> all) {
        return all.stream()
                .filter(other -> !other.equals(region) && haveOneBand(other, region))
                .flatMap(other -> other.columns().stream())
                .collect(Collectors.toSet());
    }

    private static boolean haveOneBand(TableRegion one, TableRegion other) {
        boolean overlap = one.band().firstRow() <= other.band().lastRow()
                && other.band().firstRow() <= one.band().lastRow();
        return overlap || one.band().equals(other.band());
    }

    private static boolean shareFigures(TableRegion one, TableRegion other) {
        return !Collections.disjoint(one.figureColumns(), other.figureColumns());
    }

    private static TableRegion bounded(TableRegion region, List<TableRegion> all, List<SheetRow> rows) {
        int end = all.stream()
                .filter(other -> other.band().firstRow()
                        > Math.max(region.band().firstRow(), region.band().lastRow()))
                .filter(other -> !Collections.disjoint(other.columns(), region.columns()))
                .mapToInt(other -> other.band().firstRow() - 1)
                .min()
                .orElse(TableRegion.NO_END);
        TableRegion ended = region.endingAt(end);
        return rows.stream()
                .filter(row -> row.row() > region.band().lastRow())
                .findFirst()
                .filter(row -> !region.band().rows().isEmpty() && MachineRow.is(row, region))
                .map(row -> ended.with(longer(region.band(), row)))
                .orElse(ended);
    }

    private static HeadingBand longer(HeadingBand band, SheetRow row) {
        List<SheetRow> rows = new ArrayList<>(band.rows());
        rows.add(row);
        return new HeadingBand(band.firstRow(), row.row(), rows);
    }
}
