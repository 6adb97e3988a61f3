package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.datawarp.schemas.table.ColumnRole;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset that sum up its other rows. They are checked, and are not data, as long as they are the sum of
 * the rows in at least one column of every release. Owned by one thread.
 */
final class DraftTotal {

    private static final int MOST_NAMES = 6;
    private static final Pattern NAMED = Pattern.compile("(?i).*\\b(totals?|england|all|national)\\b.*");

    private final DraftDataset dataset;
    private final Set<String> differ = new TreeSet<>();
    private final Set<String> addUp = new TreeSet<>();
    private boolean refuted;

    DraftTotal(DraftDataset dataset) {
        this.dataset = dataset;
    }

    /**
     * Which rows they are.
     *
     * @param column the column whose values mark them
     */
    record When(String column, Set<String> values) {}

    /** Empty when there are none, or none that add up. */
    Optional<When> when() {
        return refuted ? Optional.empty() : marked();
    }

    /** The measures that add up; empty when all do, as far as known. */
    Set<String> sums() {
        return differ.isEmpty() ? Set.of() : addUp;
    }

    /**
     * Takes the result of a comparison.
     *
     * @return whether the manifest changes
     */
    boolean judge(Set<String> equal, Set<String> different) {
        if (when().isEmpty()) {
            return false;
        }
        Set<String> before = Set.copyOf(sums());
        addUp.addAll(equal);
        differ.addAll(different);
        addUp.removeAll(differ);
        refuted = addUp.isEmpty() && !differ.isEmpty();
        return refuted || !before.equals(sums());
    }

    /** No row of a total was compared with anything, so it is unknown whether it adds up. */
    boolean forget() {
        boolean overPeriods = when().flatMap(when -> dataset.column(when.column()))
                .filter(column -> column.role() == ColumnRole.PERIOD)
                .isPresent();
        boolean changed = !overPeriods && when().isPresent();
        refuted |= changed;
        return changed;
    }

    /** The column that marks totals: preferably one that identifies rows and not one that describes them. */
    private Optional<When> marked() {
        @Nullable When best = null;
        int bestRank = 0;
        for (DraftColumn column : dataset.columns()) {
            Set<String> values = column.role() == ColumnRole.MEASURE ? Set.of() : values(column);
            int rank = values.isEmpty() ? 0 : rank(column, values);
            if (rank > bestRank) {
                best = new When(column.name(), values);
                bestRank = rank;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int rank(DraftColumn column, Set<String> values) {
        int named = values.stream().allMatch(value -> NAMED.matcher(value).matches()) ? 4 : 0;
        return switch (column.role()) {
            case KEY -> named + 3;
            case PERIOD -> 1;
            case DIMENSION, ATTRIBUTE, MEASURE, STATUS, ORIGIN -> named + 2;
        };
    }

    /** The values of a column in total rows, if each of them has one and no other row has it. */
    private Set<String> values(DraftColumn column) {
        Set<String> totals = new LinkedHashSet<>();
        Set<String> others = new TreeSet<>();
        for (SeenTable table : dataset.tables()) {
            int index = column.indexIn(table);
            for (List<@Nullable Object> row : index < 0
                    ? List.<List<@Nullable Object>>of()
                    : table.table().rows()) {
                others.add(String.valueOf(row.get(index)));
            }
            for (List<@Nullable Object> row : table.table().totals()) {
                Object value = index < 0 ? null : row.get(index);
                if (!(value instanceof String text) || text.isBlank()) {
                    return Set.of();
                }
                totals.add(text.strip());
            }
        }
        boolean apart = totals.stream().noneMatch(others::contains);
        return apart && totals.size() <= MOST_NAMES ? new TreeSet<>(new ArrayList<>(totals)) : Set.of();
    }
}
