package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.datawarp.schemas.manifest.FieldRole;
import org.jspecify.annotations.Nullable;

/**
 * Assigns columns of one band to fields. Exact headings are matched first, in any order of the fields; then ever looser
 * forms, which must be unambiguous. A column belongs to at most one field.
 */
final class FieldPlacement {

    private final List<Column> columns = new ArrayList<>();
    private final Map<HeadedField, Column> placed = new LinkedHashMap<>();

    /** A column's heading in the forms in which it is compared. */
    private static final class Column {

        private final ColumnHeading heading;
        private final String path;
        private final String tolerantPath;
        private boolean taken;

        Column(ColumnHeading heading) {
            this.heading = heading;
            this.path = HeadingText.comparable(heading.path());
            this.tolerantPath = HeadingText.tolerant(heading.path());
        }
    }

    FieldPlacement(List<ColumnHeading> headings, List<HeadedField> fields) {
        headings.forEach(heading -> columns.add(new Column(heading)));
        placeFirst(fields, (alias, column) -> !alias.anyGroup() && column.path.equals(alias.comparable()));
        placeOnly(fields, (alias, column) -> !alias.anyGroup() && column.tolerantPath.equals(alias.tolerant()));
        placeOnly(fields, (alias, column) -> alias.anyGroup() && endsWith(column.path, alias.comparable()));
        placeOnly(fields, (alias, column) -> alias.anyGroup() && endsWith(column.tolerantPath, alias.tolerant()));
        placeOnly(
                fields,
                (alias, column) ->
                        alias.isLeaf() && HeadingText.lastLevel(column.path).equals(alias.comparable()));
        placeOnly(
                fields,
                (alias, column) -> alias.isLeaf()
                        && HeadingText.lastLevel(column.tolerantPath).equals(alias.tolerant()));
    }

    private static boolean endsWith(String path, String last) {
        return path.endsWith(HeadingText.SEPARATOR + last);
    }

    /**
     * When headings are equal, each field takes one column, from the left. A wide table may repeat labels, so there may
     * be more such columns than fields. A measure is then not placed: its figures could be in any of them.
     */
    private void placeFirst(List<HeadedField> fields, BiPredicate<Alias, Column> fits) {
        Map<HeadedField, List<Column>> wanted = new LinkedHashMap<>();
        fields.forEach(field -> wanted.put(field, candidates(field, fits)));
        wanted.forEach((field, candidates) -> {
            long rivals = wanted.values().stream().filter(candidates::equals).count();
            boolean sure = field.field().role() != FieldRole.MEASURE || candidates.size() <= rivals;
            if (sure) {
                candidates.stream()
                        .filter(column -> !column.taken)
                        .findFirst()
                        .ifPresent(column -> place(field, column));
            }
        });
    }

    private void placeOnly(List<HeadedField> fields, BiPredicate<Alias, Column> fits) {
        for (HeadedField field : fields) {
            List<Column> candidates = candidates(field, fits);
            if (candidates.size() == 1) {
                place(field, candidates.get(0));
            }
        }
    }

    /** The free columns that fit the first of the field's aliases which fits any. */
    private List<Column> candidates(HeadedField field, BiPredicate<Alias, Column> fits) {
        if (placed.containsKey(field)) {
            return List.of();
        }
        for (Alias alias : field.aliases()) {
            List<Column> candidates = columns.stream()
                    .filter(column -> !column.taken && fits.test(alias, column))
                    .toList();
            if (!candidates.isEmpty()) {
                return candidates;
            }
        }
        return List.of();
    }

    private void place(HeadedField field, Column column) {
        column.taken = true;
        placed.put(field, column);
    }

    @Nullable
    ColumnHeading headingOf(HeadedField field) {
        Column column = placed.get(field);
        return column == null ? null : column.heading;
    }

    /** The headings that belong to no field, from the left. */
    List<ColumnHeading> left() {
        return columns.stream()
                .filter(column -> !column.taken)
                .map(column -> column.heading)
                .toList();
    }
}
