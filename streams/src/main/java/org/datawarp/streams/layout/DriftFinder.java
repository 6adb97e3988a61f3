package org.datawarp.streams.layout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a dataset in a sheet that may have drifted from its manifest. Unlike {@link LayoutFinder}, it ignores the
 * sheet's name, and half of the headings are enough: what it finds is a guess that a person must check. Pure.
 */
public final class DriftFinder {

    private static final int DEEPEST = 4;

    private final HeadedSheet sheet;

    /** @param firstRows as {@link LayoutFinder#find} takes them */
    public DriftFinder(List<SheetRow> firstRows) {
        this.sheet = new HeadedSheet(firstRows);
    }

    /**
     * The place with the most fields, if at least half of the required fields are there.
     *
     * @param day the last day of the release's period
     */
    public Optional<DriftedTable> find(Dataset dataset, LocalDate day) {
        List<HeadedField> fields = HeadedField.of(dataset, day);
        long required = fields.stream().filter(HeadedField::required).count();
        DriftedTable best = null;
        for (int depth = 1; depth <= DEEPEST && required > 0; depth++) {
            for (int index = 0; index + depth <= sheet.size(); index++) {
                if (!sheet.isBlank(index) && 2 * named(fields, index, depth) >= required) {
                    DriftedTable found = match(dataset, fields, index, depth);
                    best = isBetter(found, best, required) ? found : best;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private long named(List<HeadedField> fields, int index, int depth) {
        return fields.stream()
                .filter(HeadedField::required)
                .filter(field -> {
                    for (int row = index; row < index + depth; row++) {
                        if (field.isNamedIn(sheet, row)) {
                            return true;
                        }
                    }
                    return false;
                })
                .count();
    }

    private DriftedTable match(Dataset dataset, List<HeadedField> fields, int index, int depth) {
        FieldPlacement placement = new FieldPlacement(sheet.headings(index, depth), fields);
        List<PlacedField> placed = new ArrayList<>();
        List<Field> missing = new ArrayList<>();
        for (HeadedField field : fields) {
            ColumnHeading heading = placement.headingOf(field);
            if (heading != null) {
                placed.add(new PlacedField(field.field(), heading.column(), heading.path()));
            } else if (field.field().constant().isEmpty() && field.field().position() == 0) {
                missing.add(field.field());
            }
        }
        List<WideColumn> wide =
                dataset.unpivot() == null ? List.of() : new WideHeadings(dataset.unpivot()).find(placement.left());
        List<ColumnHeading> left = placement.left().stream()
                .filter(heading -> wide.stream().noneMatch(column -> column.column() == heading.column()))
                .toList();
        return new DriftedTable(dataset, sheet.band(index, depth), placed, missing, left);
    }

    private static boolean isBetter(DriftedTable found, @Nullable DriftedTable than, long required) {
        if (2 * required(found) < required) {
            return false;
        }
        return than == null || found.placed().size() > than.placed().size();
    }

    private static long required(DriftedTable table) {
        return table.placed().stream()
                .filter(field -> !field.field().optional())
                .count();
    }
}
