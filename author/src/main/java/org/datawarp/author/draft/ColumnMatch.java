package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.datawarp.schemas.table.ColumnRole;

/**
 * Finds the columns of a table among those that a dataset already has: by heading, then by its lowest level, then by
 * their place between known columns. Used once.
 */
final class ColumnMatch {

    private final List<SeenColumn> known;
    private final List<SeenColumn> own;
    private final Map<SeenColumn, SeenColumn> matches = new HashMap<>();
    private final Map<SeenColumn, SeenColumn> taken = new HashMap<>();

    private ColumnMatch(List<SeenColumn> known, List<SeenColumn> own) {
        this.known = known;
        this.own = own;
    }

    /** @return for each known column of the table, the column that it is; by identity */
    static Map<SeenColumn, SeenColumn> of(List<SeenColumn> known, List<SeenColumn> own) {
        ColumnMatch match = new ColumnMatch(known, own);
        match.inOrder(SeenColumn::path);
        match.inOrder(column -> column.levels().isEmpty() ? "" : column.name());
        match.inOrder(column ->
                column.levels().isEmpty() ? Integer.toString(column.column().position()) : "");
        match.only(SeenColumn::leaf);
        match.between();
        return match.matches;
    }

    /** Columns of equal text are matched in their order. */
    private void inOrder(Function<SeenColumn, String> text) {
        for (SeenColumn column : own) {
            String said = text.apply(column);
            if (!said.isEmpty() && !matches.containsKey(column)) {
                free().stream()
                        .filter(other -> text.apply(other).equals(said) && mayBe(other, column))
                        .findFirst()
                        .ifPresent(other -> match(column, other));
            }
        }
    }

    private void only(Function<SeenColumn, String> text) {
        BiPredicate<SeenColumn, SeenColumn> equal = (one, other) ->
                !text.apply(one).isEmpty() && text.apply(one).equals(text.apply(other)) && mayBe(one, other);
        for (SeenColumn column : unmatched()) {
            List<SeenColumn> alike =
                    free().stream().filter(other -> equal.test(other, column)).toList();
            boolean rival = unmatched().stream().anyMatch(other -> other != column && equal.test(other, column));
            if (alike.size() == 1 && !rival) {
                match(column, alike.get(0));
            }
        }
    }

    /** Equally many columns that are new on both sides between the same two: they were renamed in place. */
    private void between() {
        int start = 0;
        while (start < own.size()) {
            int end = start;
            while (end < own.size() && !matches.containsKey(own.get(end))) {
                end++;
            }
            if (end > start) {
                List<SeenColumn> stretch = knownBetween(start - 1, end);
                for (int i = 0; stretch.size() == end - start && i < stretch.size(); i++) {
                    if (mayBeRenamed(stretch.get(i), own.get(start + i))) {
                        match(own.get(start + i), stretch.get(i));
                    }
                }
            }
            start = end + 1;
        }
    }

    private List<SeenColumn> knownBetween(int before, int after) {
        int from = before < 0 ? 0 : index(match(own.get(before))) + 1;
        int to = after >= own.size() ? known.size() : index(match(own.get(after)));
        List<SeenColumn> between = from <= to ? known.subList(from, to) : List.of();
        return between.stream().anyMatch(taken::containsKey) ? List.of() : between;
    }

    private SeenColumn match(SeenColumn column) {
        return Objects.requireNonNull(matches.get(column));
    }

    private int index(SeenColumn column) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i) == column) {
                return i;
            }
        }
        return known.size();
    }

    /** Labels may get any name; the new heading of figures must share something with the old one. */
    private static boolean mayBeRenamed(SeenColumn one, SeenColumn other) {
        if (!mayBe(one, other) || !one.column().type().equals(other.column().type())) {
            return false;
        }
        List<String> words = new ArrayList<>(List.of(one.path().split(" ")));
        words.retainAll(List.of(other.path().split(" ")));
        return !one.isMeasure() || words.stream().anyMatch(word -> word.length() > 2);
    }

    private static boolean mayBe(SeenColumn one, SeenColumn other) {
        boolean period = one.column().role() == ColumnRole.PERIOD;
        boolean alike = one.isMeasure() == other.isMeasure()
                && period == (other.column().role() == ColumnRole.PERIOD);
        return alike || one.path().equals(other.path());
    }

    private List<SeenColumn> free() {
        return known.stream().filter(column -> !taken.containsKey(column)).toList();
    }

    private List<SeenColumn> unmatched() {
        return own.stream().filter(column -> !matches.containsKey(column)).toList();
    }

    private void match(SeenColumn column, SeenColumn as) {
        matches.put(column, as);
        taken.put(as, column);
    }
}
