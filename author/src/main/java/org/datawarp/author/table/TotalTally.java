package org.datawarp.author.table;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the rows of a table that are named as totals, and decides at the end which of them are. Owned by one thread.
 *
 * <p>England sums up its trusts; beside Wales and Scotland, it is one row among others, unless there are also regions.
 * Wales may be one row among the regions of England, and is a total where its figure is the largest.
 */
final class TotalTally {

    /** Totals are few: if more than one row in four has such a label, the labels are values of a dimension. */
    private static final int TOTALS_AMONG = 4;

    /** This number of totals is small in any table. */
    private static final int FEW_TOTALS = 3;

    private static final String ENGLAND = "eng";

    /** By country; those of none under the empty text. */
    private final Map<String, Long> named = new HashMap<>();

    private final Map<String, Long> owned = new HashMap<>();

    /** The smallest figure of each country's rows. */
    private final Map<String, Double> figures = new HashMap<>();

    private double largestOther = Double.NEGATIVE_INFINITY;
    private long rows;

    /**
     * @param owner whether the row counts for this table in the sum of the sheet
     * @param figure the first of the row's measures; NaN when it has none
     */
    void total(String country, boolean owner, double figure) {
        rows++;
        figures.merge(country, figure, Math::min);
        named.merge(country, 1L, Long::sum);
        if (owner) {
            owned.merge(country, 1L, Long::sum);
        }
    }

    void other(double figure) {
        rows++;
        largestOther = figure > largestOther ? figure : largestOther;
    }

    long rows() {
        return rows;
    }

    boolean isTotal(String country) {
        long count = sum(named);
        return count > 0 && count < rows && count <= Math.max(FEW_TOTALS, rows / TOTALS_AMONG) && sumsUp(country);
    }

    private boolean sumsUp(String country) {
        long countries = named.keySet().stream().filter(name -> !name.isEmpty()).count();
        long listed = named.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long parts = rows - listed - named.getOrDefault("", 0L);
        if (country.isEmpty()) {
            return true;
        }
        if (country.equals(ENGLAND)) {
            return countries < 2 || parts > listed;
        }
        return countries < 2 && figures.getOrDefault(country, Double.NaN) >= largestOther;
    }

    private long sum(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> sumsUp(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long totals() {
        return isTotal("") ? sum(named) : 0;
    }

    /** Those that count for this table in the sum of the sheet. */
    long ownTotals() {
        return isTotal("") ? sum(owned) : 0;
    }
}
