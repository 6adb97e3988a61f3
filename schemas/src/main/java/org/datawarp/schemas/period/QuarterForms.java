package org.datawarp.schemas.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Quarters, which are financial: {@code Q1 2024-25}, {@code q2-2526}, {@code Quarter-3-2025-26}, {@code 2025-26 Quarter 4}. */
final class QuarterForms {

    static final List<Rule> RULES =
            List.of(QuarterForms::span, QuarterForms::numbered, QuarterForms::yearFirst, QuarterForms::ending);

    private static final Set<String> QUARTER = Set.of("q", "qtr", "quarter");
    private static final Set<String> BEFORE_YEAR = Set.of("of", "fy", "financial", "year", "to");

    private QuarterForms() {}

    private static @Nullable Found numbered(Words words, int i) {
        int quarter = quarter(words, i);
        Found year = quarter == 0 ? null : year(words, afterMonths(words, i + 2));
        return year == null ? null : found(year.period(), quarter, year.next());
    }

    private static @Nullable Found yearFirst(Words words, int i) {
        Found year = words.year(i) == 0 ? null : year(words, i);
        int quarter = year == null || !words.isJoined(year.next()) ? 0 : quarter(words, year.next());
        return year == null || quarter == 0 ? null : found(year.period(), quarter, year.next() + 2);
    }

    /** {@code Q1 to Q3 2024-25}. */
    private static @Nullable Found span(Words words, int i) {
        int from = quarter(words, i);
        int second = words.word(i + 2).equals("to") ? i + 3 : i + 2;
        int to = from == 0 ? 0 : quarter(words, second);
        Found year = to <= from ? null : year(words, second + 2);
        if (year == null) {
            return null;
        }
        LocalDate start = found(year.period(), from, 0).period().start();
        return Found.range(start, found(year.period(), to, 0).period().end(), year.next());
    }

    /** {@code quarter ending June 2025}, {@code quarter to 30 June 2025}. */
    private static @Nullable Found ending(Words words, int i) {
        boolean ends = words.word(i).equals("quarter") && RangeForms.ENDS.contains(words.word(i + 1));
        Found end = ends ? RangeForms.monthOrDay(words, i + 2) : null;
        if (end == null) {
            return null;
        }
        YearMonth last = YearMonth.from(end.period().end());
        Period period = new Period(last.minusMonths(2).atDay(1), last.atEndOfMonth(), PeriodKind.QUARTER);
        return new Found(period, Form.QUARTER, end.next());
    }

    private static int quarter(Words words, int i) {
        int number = QUARTER.contains(words.word(i)) && words.isJoined(i + 1) ? words.number(i + 1, 1, 1) : 0;
        return number >= 1 && number <= 4 ? number : 0;
    }

    /** Skips {@code (April to June)}. */
    private static int afterMonths(Words words, int i) {
        int next = i;
        while (words.month(next) > 0
                || (words.month(next + 1) > 0 && words.word(next).equals("to"))) {
            next++;
        }
        return next;
    }

    /** A single year is the year in which the financial year begins. */
    private static @Nullable Found year(Words words, int i) {
        int place = i;
        while (BEFORE_YEAR.contains(words.word(place))) {
            place++;
        }
        Found financial = YearForms.shortFinancial(words, place);
        if (financial != null || words.year(place) == 0) {
            return financial;
        }
        return YearForms.financialYear(words.year(place), place + 1);
    }

    private static Found found(Period financialYear, int quarter, int next) {
        YearMonth first = YearMonth.from(financialYear.start()).plusMonths(3L * (quarter - 1));
        Period period = new Period(first.atDay(1), first.plusMonths(2).atEndOfMonth(), PeriodKind.QUARTER);
        return new Found(period, Form.QUARTER, next);
    }
}
