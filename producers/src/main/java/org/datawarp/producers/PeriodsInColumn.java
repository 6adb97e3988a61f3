package org.datawarp.producers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/** The periods in a column of rows, and the period that covers all of them. Owned by one thread. */
final class PeriodsInColumn {

    /** A column with more different values is not a column of periods. */
    private static final int MOST = 20_000;

    private static final int DAY_LENGTH = 10;

    private final Map<String, Optional<Period>> known = new HashMap<>();

    void add(Cell cell) {
        if (!cell.isBlank() && known.size() < MOST) {
            known.computeIfAbsent(
                    cell.text().strip(),
                    text -> cell.kind() == CellKind.DATE ? day(text).map(Period::snapshot) : PeriodParser.find(text));
        }
    }

    private static Optional<LocalDate> day(String iso) {
        try {
            return Optional.of(LocalDate.parse(iso.substring(0, Math.min(DAY_LENGTH, iso.length()))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * From the first to the last; empty when there is none.
     *
     * @param frequency of the releases: in a monthly publication, a day stands for its month; the first of a month does
     *     so in any publication
     */
    Optional<Period> covered(Frequency frequency) {
        List<Period> all = known.values().stream().flatMap(Optional::stream).toList();
        boolean firsts = all.size() > 1
                && all.stream()
                        .allMatch(period -> isDay(period) && period.start().getDayOfMonth() == 1);
        List<Period> periods = all.stream()
                .map(period -> isDay(period) && (firsts || frequency == Frequency.MONTH)
                        ? Period.month(YearMonth.from(period.start()))
                        : period)
                .distinct()
                .toList();
        if (periods.size() <= 1) {
            return periods.stream().findFirst();
        }
        LocalDate start = periods.stream()
                .map(Period::start)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate end =
                periods.stream().map(Period::end).max(Comparator.naturalOrder()).orElseThrow();
        return periods.stream()
                .filter(period -> period.start().equals(start) && period.end().equals(end))
                .findFirst()
                .or(() -> Optional.of(new Period(start, end, PeriodKind.RANGE)));
    }

    private static boolean isDay(Period period) {
        return period.kind() == PeriodKind.SNAPSHOT || period.kind() == PeriodKind.DAY;
    }
}
