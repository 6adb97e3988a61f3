package org.datawarp.streams.layout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;

/**
 * Finds the tables of a manifest's datasets in the sheets of one release. The same rows always give the same layout.
 * Safe for several threads.
 */
public final class LayoutFinder {

    /** How many rows of a sheet decide: titles and notes above a table are fewer. */
    public static final int LOOKAHEAD = 200;

    private final Manifest manifest;
    private final LocalDate day;

    /** @param day the last day of the release's period: it decides which dated headings are in use */
    public LayoutFinder(Manifest manifest, LocalDate day) {
        this.manifest = manifest;
        this.day = day;
    }

    /** Whether a sheet with these names may hold a dataset, so that its rows must be read. */
    public boolean mayClaim(SheetOpened sheet) {
        return manifest.datasets().stream().anyMatch(dataset -> SheetSources.mayHold(dataset, sheet));
    }

    /** @param firstRows the first {@link #LOOKAHEAD} rows, or all when the sheet has fewer */
    public SheetLayout find(SheetOpened sheet, List<SheetRow> firstRows) {
        HeadedSheet headed = new HeadedSheet(firstRows);
        List<TableRegion> found = new ArrayList<>();
        List<NearMiss> nearMisses = new ArrayList<>();
        for (Dataset dataset : manifest.datasets()) {
            if (!SheetSources.mayHold(dataset, sheet)) {
                continue;
            }
            if (dataset.headingRows() == 0) {
                withoutHeadings(dataset, firstRows).ifPresent(found::add);
            } else {
                DatasetMatcher matcher = new DatasetMatcher(dataset, day, headed, SheetSources.titles(dataset, sheet));
                matcher.find()
                        .ifPresentOrElse(
                                found::add, () -> matcher.findNearMiss().ifPresent(nearMisses::add));
            }
        }
        List<TableRegion> regions = RegionBounds.settle(found, firstRows).stream()
                .map(region -> region.withLabels(firstRows))
                .toList();
        return new SheetLayout(regions, regions.isEmpty() ? nearMisses : List.of());
    }

    /** By position: the first row decides whether the table is as wide as its fields need. */
    private static Optional<TableRegion> withoutHeadings(Dataset dataset, List<SheetRow> firstRows) {
        int widest = dataset.fields().stream()
                .filter(field -> !field.optional())
                .mapToInt(Field::position)
                .max()
                .orElse(0);
        return firstRows.stream()
                .filter(row -> row.row() >= dataset.headingAt() && !HeadingBand.isBlank(row))
                .findFirst()
                .filter(row -> widest > 0 && row.cells().size() >= widest)
                .map(row -> new TableRegion(
                        dataset, HeadingBand.none(row.row()), positioned(dataset), List.of(), List.of()));
    }

    private static List<PlacedField> positioned(Dataset dataset) {
        return dataset.fields().stream()
                .filter(field -> field.position() > 0)
                .map(field -> new PlacedField(field, field.position() - 1, ""))
                .sorted(Comparator.comparingInt(PlacedField::column))
                .toList();
    }
}
