package org.datawarp.streams.layout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.jspecify.annotations.Nullable;

/** Looks for one dataset's headings in a sheet. */
final class DatasetMatcher {

    private static final int DEEPEST = 4;

    private final Dataset dataset;
    private final HeadedSheet sheet;
    private final List<HeadedField> fields;
    private final @Nullable WideHeadings wideHeadings;
    private final Predicate<String> titles;
    private final boolean[][] named;

    /**
     * Searches nothing yet.
     *
     * @param day the last day of the release's period
     * @param titles which text may be above the table
     */
    DatasetMatcher(Dataset dataset, LocalDate day, HeadedSheet sheet, Predicate<String> titles) {
        this.dataset = dataset;
        this.sheet = sheet;
        this.titles = titles;
        fields = HeadedField.of(dataset, day);
        wideHeadings = dataset.unpivot() == null ? null : new WideHeadings(dataset.unpivot());
        named = new boolean[sheet.size()][fields.size()];
        for (int row = 0; row < sheet.size(); row++) {
            for (int field = 0; field < fields.size(); field++) {
                named[row][field] = fields.get(field).isNamedIn(sheet, row);
            }
        }
    }

    /**
     * The best band: the one with the most fields, then the most wide columns, then the fewest rows, then the first.
     */
    Optional<TableRegion> find() {
        TableRegion best = null;
        for (int depth = shallowest(); depth <= deepest(); depth++) {
            for (int index = 0; index + depth <= sheet.size(); index++) {
                TableRegion region = mayStart(index, depth) ? match(index, depth) : null;
                if (region != null && (best == null || isBetter(region, best))) {
                    best = region;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private int shallowest() {
        return dataset.headingRows() == Dataset.FIND_OUT ? 1 : dataset.headingRows();
    }

    private int deepest() {
        return dataset.headingRows() == Dataset.FIND_OUT ? DEEPEST : dataset.headingRows();
    }

    private static boolean isBetter(TableRegion region, TableRegion than) {
        return region.fields().size() != than.fields().size()
                ? region.fields().size() > than.fields().size()
                : region.wide().size() > than.wide().size();
    }

    /** Rules out nearly every window without composing its headings. */
    private boolean mayStart(int index, int depth) {
        boolean placed = dataset.headingAt() == 0 || sheet.row(index).row() == dataset.headingAt();
        return placed
                && !sheet.isBlank(index)
                && missing(index, depth).isEmpty()
                && titles.test(sheet.textsOver(index, depth));
    }

    private List<Field> missing(int index, int depth) {
        List<Field> missing = new ArrayList<>();
        for (int field = 0; field < fields.size(); field++) {
            if (fields.get(field).required() && !isNamed(index, depth, field)) {
                missing.add(fields.get(field).field());
            }
        }
        return missing;
    }

    private boolean isNamed(int index, int depth, int field) {
        for (int row = index; row < index + depth; row++) {
            if (named[row][field]) {
                return true;
            }
        }
        return false;
    }

    private @Nullable TableRegion match(int index, int depth) {
        FieldPlacement placement = new FieldPlacement(sheet.headings(index, depth), fields);
        List<PlacedField> placed = new ArrayList<>();
        for (HeadedField field : fields) {
            ColumnHeading heading = placement.headingOf(field);
            if (heading != null) {
                placed.add(new PlacedField(field.field(), heading.column(), heading.path()));
            } else if (field.field().position() > 0) {
                placed.add(new PlacedField(field.field(), field.field().position() - 1, ""));
            } else if (field.required()) {
                return null;
            }
        }
        List<WideColumn> wide = wideHeadings == null ? List.of() : wideHeadings.find(placement.left());
        if (placed.isEmpty() || (wideHeadings != null && wide.isEmpty())) {
            return null;
        }
        List<ColumnHeading> undeclared = placement.left().stream()
                .filter(heading -> wide.stream().noneMatch(column -> column.column() == heading.column()))
                .filter(heading -> placed.stream().noneMatch(field -> field.column() == heading.column()))
                .toList();
        return new TableRegion(dataset, sheet.band(index, depth), placed, wide, undeclared);
    }

    /** The place with the most required headings, if at least half of them are there. */
    Optional<NearMiss> findNearMiss() {
        long required = fields.stream().filter(HeadedField::required).count();
        NearMiss nearest = null;
        int depth = deepest();
        for (int index = 0; index < sheet.size(); index++) {
            if (sheet.isBlank(index)) {
                continue;
            }
            List<Field> missing = missing(index, Math.min(depth, sheet.size() - index));
            boolean near = !missing.isEmpty() && 2L * missing.size() <= required;
            if (near && (nearest == null || missing.size() <= nearest.missing().size())) {
                nearest = new NearMiss(dataset, sheet.row(index).row(), missing);
            }
        }
        return Optional.ofNullable(nearest);
    }
}
