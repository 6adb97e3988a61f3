package org.datawarp.schemas.period;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Months: {@code November 2025}, {@code Nov25}, {@code 2024-11}, {@code 112025}, {@code JUL 2021/22}, {@code AprPerf_2024}. */
final class MonthForms {

    static final List<Rule> RULES = List.of(
            MonthForms::named,
            MonthForms::yearAndName,
            MonthForms::yearAndLetter,
            MonthForms::ofFinancialYear,
            MonthForms::yearAndNumber,
            MonthForms::number,
            MonthForms::packed);

    /** Words that may be between a month and its year in file names. */
    private static final Set<String> FILLERS =
            Set.of("perf", "prf", "performance", "final", "prov", "provisional", "refresh", "data", "of");

    private static final Set<String> SIZES = Set.of("kb", "mb", "gb", "k", "m");

    private MonthForms() {}

    static @Nullable Found named(Words words, int i) {
        int month = words.month(i);
        if (month == 0) {
            return null;
        }
        if (FILLERS.contains(words.word(i + 1)) && words.isJoined(i + 1) && words.isJoined(i + 2)) {
            return words.year(i + 2) == 0 ? null : found(words.year(i + 2), month, i + 3);
        }
        if (!words.isJoined(i + 1)) {
            return null;
        }
        Found year = YearForms.financial(words, i + 1);
        if (year != null) {
            return found(yearOf(month, year.period()), month, year.next());
        }
        boolean size = words.digits(i + 1) == 2
                && SIZES.contains(words.word(i + 2))
                && words.rawGap(i + 2).isBlank();
        return size || words.anyYear(i + 1) == 0 ? null : found(words.anyYear(i + 1), month, i + 2);
    }

    private static Found found(int year, int month, int next) {
        return Found.month(YearMonth.of(year, month), Form.MONTH, next);
    }

    /** The calendar year of a month in a financial year. */
    static int yearOf(int month, Period financialYear) {
        return month >= 4
                ? financialYear.start().getYear()
                : financialYear.end().getYear();
    }

    private static @Nullable Found yearAndName(Words words, int i) {
        boolean ownYear = words.isJoined(i + 2) && words.anyYear(i + 2) > 0;
        return words.year(i) > 0 && words.month(i + 1) > 0 && words.isJoined(i + 1) && !ownYear
                ? found(words.year(i), words.month(i + 1), i + 2)
                : null;
    }

    /** {@code 2022M09}, as statistical offices write it. */
    private static @Nullable Found yearAndLetter(Words words, int i) {
        int month = words.word(i + 1).equals("m") && words.rawGap(i + 1).isEmpty() ? words.number(i + 2, 1, 2) : 0;
        boolean whole = words.year(i) > 0
                && month >= 1
                && month <= 12
                && words.rawGap(i + 2).isEmpty();
        return whole ? found(words.year(i), month, i + 3) : null;
    }

    /** {@code M9 2022-23}: the ninth month from April, as NHS finance counts. */
    private static @Nullable Found ofFinancialYear(Words words, int i) {
        boolean said = words.word(i).equals("m") || words.word(i).equals("month");
        int month = said && words.isJoined(i + 1) ? words.number(i + 1, 1, 2) : 0;
        Found year = month < 1 || month > 12 || !words.isJoined(i + 2) ? null : YearForms.financial(words, i + 2);
        return year == null
                ? null
                : Found.month(YearMonth.from(year.period().start()).plusMonths(month - 1L), Form.MONTH, year.next());
    }

    private static @Nullable Found yearAndNumber(Words words, int i) {
        int month = words.monthNumber(i + 1);
        String gap = words.rawGap(i + 1);
        if (words.year(i) == 0 || month == 0 || !(gap.equals("-") || gap.equals("_") || gap.equals("/"))) {
            return null;
        }
        boolean nextYear = month == (words.year(i) + 1) % 100;
        if (nextYear && (gap.equals("/") || (gap.equals("-") && !words.isAlone()))) {
            return null;
        }
        return Found.month(YearMonth.of(words.year(i), month), Form.MONTH_NUMBER, i + 2);
    }

    private static @Nullable Found number(Words words, int i) {
        // The 01 in DM01-2024 belongs to the word before it.
        boolean apart = i == 0 || !words.rawGap(i).isEmpty();
        boolean joined = apart && List.of("-", "_", "/").contains(words.rawGap(i + 1));
        return words.monthNumber(i) > 0 && joined && words.year(i + 1) > 0
                ? Found.month(YearMonth.of(words.year(i + 1), words.monthNumber(i)), Form.MONTH_NUMBER, i + 2)
                : null;
    }

    private static @Nullable Found packed(Words words, int i) {
        int number = words.number(i, 6, 6);
        Found yearFirst = number < 0 ? null : packed(number / 100, number % 100, i + 1);
        return yearFirst != null || number < 0 ? yearFirst : packed(number % 10_000, number / 10_000, i + 1);
    }

    private static @Nullable Found packed(int year, int month, int next) {
        return year < 1900 || year > 2099 || month < 1 || month > 12
                ? null
                : Found.month(YearMonth.of(year, month), Form.PACKED_MONTH, next);
    }
}
