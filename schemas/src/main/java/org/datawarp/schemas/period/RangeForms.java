package org.datawarp.schemas.period;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Ranges: {@code Apr-2025-to-Nov-2025}, {@code Jan-Sep-2025}, {@code 1 to 15 March 2025}, {@code to Dec 2025}. */
final class RangeForms {

    /** Words before the last day or month of a range. */
    static final Set<String> ENDS = Set.of("to", "until", "till", "ending", "ended", "ends", "end", "upto", "through");

    private static final Set<String> TO = Set.of("to", "until", "till", "through", "and");

    private static final List<Rule> MONTHS_AND_DAYS =
            Stream.of(DayForms.RULES, MonthForms.RULES).flatMap(List::stream).toList();

    private static final List<Rule> UNITS = Stream.of(
                    WeekForms.RULES,
                    QuarterForms.RULES,
                    DayForms.RULES,
                    List.<Rule>of(RangeForms::months),
                    MonthForms.RULES,
                    YearForms.RULES)
            .flatMap(List::stream)
            .toList();

    static final List<Rule> RULES = List.of(
            RangeForms::monthToMonth,
            RangeForms::dayToDay,
            RangeForms::dayToDayAndMonth,
            RangeForms::monthsTo,
            RangeForms::openOrYear,
            RangeForms::unitToUnit);

    private RangeForms() {}

    static @Nullable Found monthOrDay(Words words, int i) {
        return Rule.first(MONTHS_AND_DAYS, words, i);
    }

    /** {@code 2013_04-06}: the two separators differ, so the second number is not a day. */
    private static @Nullable Found months(Words words, int i) {
        boolean gaps = words.rawGap(i + 1).equals("_") && words.rawGap(i + 2).equals("-");
        int first = words.monthNumber(i + 1);
        int last = words.monthNumber(i + 2);
        return words.year(i) > 0 && gaps && first > 0 && last > first
                ? range(YearMonth.of(words.year(i), first), YearMonth.of(words.year(i), last), i + 3)
                : null;
    }

    /** The place after {@code to} or a dash; -1 when there is neither. */
    private static int afterTo(Words words, int i) {
        if (TO.contains(words.word(i)) && words.isJoined(i) && words.isJoined(i + 1)) {
            return i + 1;
        }
        return words.gap(i).replace('_', ' ').strip().equals("-") ? i : -1;
    }

    private static @Nullable Found monthToMonth(Words words, int i) {
        int second = words.month(i) == 0 ? -1 : afterTo(words, i + 1);
        Found end = second < 0 || words.month(second) == 0 ? null : MonthForms.named(words, second);
        if (end == null) {
            return null;
        }
        YearMonth last = YearMonth.from(end.period().end());
        YearMonth first = YearMonth.of(last.getYear(), words.month(i));
        return range(first.isAfter(last) ? first.minusYears(1) : first, last, end.next());
    }

    private static @Nullable Found dayToDay(Words words, int i) {
        int second = words.day(i) == 0 ? -1 : afterTo(words, i + 1);
        return second < 0 || words.day(second) == 0 || words.month(second + 1) == 0
                ? null
                : days(words, i, second, words.month(second + 1));
    }

    private static @Nullable Found dayToDayAndMonth(Words words, int i) {
        int second = words.day(i) == 0 || words.month(i + 1) == 0 ? -1 : afterTo(words, i + 2);
        return second < 0 || words.day(second) == 0 ? null : days(words, i, second, words.month(i + 1));
    }

    private static @Nullable Found days(Words words, int first, int second, int month) {
        Found end = Rule.first(DayForms.RULES, words, second);
        if (end == null) {
            return null;
        }
        LocalDate last = end.period().end();
        try {
            LocalDate start = LocalDate.of(last.getYear(), month, words.day(first));
            if (start.isAfter(last) && start.getMonth() == last.getMonth()) {
                return null;
            }
            start = start.isAfter(last) ? start.minusYears(1) : start;
            YearMonth whole = YearMonth.from(last);
            return start.equals(whole.atDay(1)) && last.equals(whole.atEndOfMonth())
                    ? Found.month(whole, Form.MONTH, end.next())
                    : Found.range(start, last, end.next());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code 12 months to March 2025}. */
    private static @Nullable Found monthsTo(Words words, int i) {
        int months = words.number(i, 1, 2);
        boolean ends = Set.of("month", "months").contains(words.word(i + 1)) && ENDS.contains(words.word(i + 2));
        Found end = months < 1 || !ends ? null : monthOrDay(words, i + 3);
        if (end == null) {
            return null;
        }
        YearMonth last = YearMonth.from(end.period().end());
        return range(last.minusMonths(months - 1L), last, end.next());
    }

    /**
     * {@code year ending March 2025} has a beginning, {@code month ending 31 March} is a month; {@code to March 2025}
     * is neither.
     */
    private static @Nullable Found openOrYear(Words words, int i) {
        boolean named = Set.of("year", "month").contains(words.word(i)) && ENDS.contains(words.word(i + 1));
        if (!named && !ENDS.contains(words.word(i))) {
            return null;
        }
        Found end = monthOrDay(words, named ? i + 2 : i + 1);
        if (end == null) {
            return null;
        }
        YearMonth last = YearMonth.from(end.period().end());
        if (!named) {
            Period open = new Period(end.period().start(), end.period().end(), PeriodKind.RANGE);
            return new Found(open, Form.OPEN, end.next());
        }
        return words.word(i).equals("month")
                ? Found.month(last, Form.MONTH, end.next())
                : year(last.minusMonths(11), last, end.next());
    }

    private static Found year(YearMonth first, YearMonth last, int next) {
        return switch (first.getMonthValue()) {
            case 1 -> new Found(new Period(first.atDay(1), last.atEndOfMonth(), PeriodKind.YEAR), Form.RANGE, next);
            case 4 -> YearForms.financialYear(first.getYear(), next);
            default -> range(first, last, next);
        };
    }

    private static @Nullable Found unitToUnit(Words words, int i) {
        Found start = Rule.first(UNITS, words, i);
        int second = start == null ? -1 : afterTo(words, start.next());
        Found end = second < 0 ? null : Rule.first(UNITS, words, second);
        if (start == null
                || end == null
                || !end.period().start().isAfter(start.period().end())) {
            return start;
        }
        boolean said = second > start.next() && !words.word(start.next()).equals("and");
        boolean alike = start.period().kind() == end.period().kind();
        return said || alike ? stretch(start.period().start(), end.period().end(), end.next()) : start;
    }

    /** From the first to the last day of a month is that month. */
    private static Found stretch(LocalDate start, LocalDate end, int next) {
        YearMonth month = YearMonth.from(end);
        return start.equals(month.atDay(1)) && end.equals(month.atEndOfMonth())
                ? Found.month(month, Form.MONTH, next)
                : Found.range(start, end, next);
    }

    private static Found range(YearMonth first, YearMonth last, int next) {
        return Found.range(first.atDay(1), last.atEndOfMonth(), next);
    }
}
