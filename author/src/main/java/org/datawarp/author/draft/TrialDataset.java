package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.TypedRow;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one release for a dataset: whether its keys identify rows, and whether its totals add up. Owned by one
 * thread.
 */
final class TrialDataset {

    /** This many rows are enough to find the columns that identify them. */
    private static final int MOST_IDENTIFIED = 60_000;

    /** By how much sums of fractions may differ, as in the check of a release. */
    private static final double TOLERANCE = 1e-6;

    private final DraftLayout layout;
    private final boolean wantsKeys;
    private final Set<UUID> keys = new HashSet<>();
    private final List<int[]> identities = new ArrayList<>();
    private final Map<Group, Sums> groups = new HashMap<>();
    private final List<TotalRow> totals = new ArrayList<>();
    private long rows;
    private long repeated;

    TrialDataset(DraftDataset draft) {
        this.layout = new DraftLayout(draft);
        this.wantsKeys = draft.wantsKeys();
    }

    private record Group(int sheet, String file, String member, Period period) {}

    private record TotalRow(Group group, List<@Nullable Object> values) {}

    /** Sums by column; a column with a missing value has no sum. */
    private static final class Sums {

        private final double[] sums;
        private final boolean[] lacking;

        private Sums(int columns) {
            sums = new double[columns];
            lacking = new boolean[columns];
        }
    }

    void take(SheetOpened sheet, TypedRow row, boolean total) {
        Group group = new Group(sheet.number(), sheet.fileName(), sheet.member(), row.period());
        if (total) {
            totals.add(new TotalRow(group, row.values()));
            return;
        }
        rows++;
        if (!keys.add(row.key())) {
            repeated++;
        }
        if (wantsKeys && identities.size() < MOST_IDENTIFIED) {
            identities.add(layout.identity(row));
        }
        Sums sums =
                groups.computeIfAbsent(group, none -> new Sums(layout.measures().size()));
        for (int i = 0; i < sums.sums.length; i++) {
            Object value = row.values().get(layout.measures().get(i).index());
            if (value instanceof Number number) {
                sums.sums[i] += number.doubleValue();
            } else {
                sums.lacking[i] = true;
            }
        }
    }

    long rows() {
        return rows;
    }

    /** How many rows have the key of another row of the release. */
    long repeated() {
        return repeated;
    }

    List<int[]> identities() {
        return identities;
    }

    /** Names of the measures, by whether the totals are the sums of their rows. */
    Set<String> measures(boolean equal) {
        Set<String> names = new TreeSet<>();
        for (TotalRow total : totals) {
            Sums sums = groups.get(total.group());
            for (int i = 0; sums != null && i < sums.sums.length; i++) {
                Object value = total.values().get(layout.measures().get(i).index());
                if (value instanceof Number number && !sums.lacking[i]) {
                    double published = number.doubleValue();
                    double allowed = TOLERANCE * Math.max(Math.abs(published), Math.abs(sums.sums[i]));
                    boolean same = Math.abs(published - sums.sums[i]) <= allowed;
                    if (same == equal) {
                        names.add(layout.measures().get(i).name());
                    }
                }
            }
        }
        return names;
    }

    boolean hasTotals() {
        return !totals.isEmpty();
    }
}
