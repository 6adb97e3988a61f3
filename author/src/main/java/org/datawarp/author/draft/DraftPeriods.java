package org.datawarp.author.draft;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.table.ColumnRole;

/** Finds what the days in a dataset's headings or rows mean: months, weeks, or days. */
final class DraftPeriods {

    private static final int WEEK_DAYS = 7;
    private static final int FEWEST = 3;

    private DraftPeriods() {}

    /** Whether a column of role period gives the period of its row: the first two do, if headings do not. */
    static boolean isPeriod(DraftColumn column, DraftDataset draft) {
        if (draft.isWide()) {
            return false;
        }
        List<DraftColumn> all = draft.columns().stream()
                .filter(other -> other.role() == ColumnRole.PERIOD && draft.isEverywhere(other))
                .limit(2)
                .toList();
        return all.contains(column);
    }

    /** Empty when the written form shows the kind. */
    static Optional<PeriodKind> kind(DraftDataset draft) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (SeenColumn column : draft.wide()) {
            PeriodParser.find(column.levels().get(column.periodLevel()))
                    .filter(DraftPeriods::isDay)
                    .map(Period::end)
                    .ifPresent(days::add);
        }
        return days.size() < FEWEST ? Optional.empty() : kind(days, words(draft));
    }

    /** As manifests write it. */
    static String text(PeriodKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isDay(Period period) {
        return period.start().equals(period.end());
    }

    private static Optional<PeriodKind> kind(SortedSet<LocalDate> days, String words) {
        if (days.stream().allMatch(day -> day.getDayOfMonth() == 1)
                || days.stream().allMatch(day -> day.getDayOfMonth() == day.lengthOfMonth())) {
            return Optional.of(words.contains("quarter") ? PeriodKind.QUARTER : PeriodKind.MONTH);
        }
        LocalDate before = null;
        for (LocalDate day : days) {
            if (before != null && ChronoUnit.DAYS.between(before, day) % WEEK_DAYS != 0) {
                return Optional.empty();
            }
            before = Objects.requireNonNull(day);
        }
        return words.contains("week") ? Optional.of(PeriodKind.WEEK) : Optional.empty();
    }

    private static String words(DraftDataset draft) {
        SeenTable newest = draft.newest();
        return (newest.title() + " " + newest.place() + " "
                        + draft.columns().stream()
                                .map(column -> column.newest().heading())
                                .toList())
                .toLowerCase(Locale.ROOT);
    }
}
