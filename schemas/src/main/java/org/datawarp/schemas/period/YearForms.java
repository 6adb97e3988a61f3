package org.datawarp.schemas.period;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Years: {@code 2024-25}, {@code 2024/25}, {@code 2025-2026}, {@code 2024 to 2025}, {@code FY24-25}, {@code 201819}, {@code 2024}. */
final class YearForms {

    static final List<Rule> RULES = List.of(
            YearForms::marked,
            YearForms::ending,
            YearForms::financial,
            YearForms::packed,
            YearForms::consecutive,
            YearForms::calendar);

    /** The years that two digits without a century may mean: 2005 to 2039. */
    private static final int FIRST_SHORT = 5;

    private static final int LAST_SHORT = 39;

    private static final Set<String> GAPS = Set.of("-", "/", "_");

    private YearForms() {}

    static Found financialYear(int year, int next) {
        Period period = new Period(LocalDate.of(year, 4, 1), LocalDate.of(year + 1, 3, 31), PeriodKind.FINANCIAL_YEAR);
        return new Found(period, Form.FINANCIAL_YEAR, next);
    }

    /** Two consecutive years. */
    static @Nullable Found financial(Words words, int i) {
        int year = words.year(i);
        if (year == 0) {
            return null;
        }
        int second = words.word(i + 1).equals("to") ? i + 2 : i + 1;
        boolean near = second == i + 2 || GAPS.contains(words.rawGap(second));
        boolean spaced = GAPS.contains(words.gap(second)) && words.digits(second) == 4;
        int next = words.digits(second) == 2 && second == i + 1 ? words.number(second, 2, 2) : words.year(second) % 100;
        boolean follows = words.digits(second) == 4
                ? words.year(second) == year + 1
                : words.digits(second) == 2 && next == (year + 1) % 100;
        return follows && (near || spaced) ? financialYear(year, second + 1) : null;
    }

    /** {@code 201819}, unless it may be a month. */
    private static @Nullable Found packed(Words words, int i) {
        int number = words.number(i, 6, 6);
        int year = number / 100;
        boolean follows = number > 0 && number % 100 == (year + 1) % 100 && year >= 1900 && year <= 2099;
        return follows && number % 100 > 12 ? financialYear(year, i + 1) : null;
    }

    /** After FY, and after a quarter, two digits are enough for each year. */
    static @Nullable Found shortFinancial(Words words, int i) {
        Found whole = financial(words, i);
        if (whole != null) {
            return whole;
        }
        int both = words.year(i) > 0 ? -1 : words.number(i, 4, 4);
        if (both >= 0 && (both / 100 + 1) % 100 == both % 100) {
            return financialYear(2000 + both / 100, i + 1);
        }
        int first = words.number(i, 2, 2);
        int second = words.number(i + 1, 2, 2);
        return first >= 0 && GAPS.contains(words.gap(i + 1)) && second == (first + 1) % 100
                ? financialYear(2000 + first, i + 2)
                : null;
    }

    private static @Nullable Found marked(Words words, int i) {
        return words.word(i).equals("fy") ? shortFinancial(words, i + 1) : null;
    }

    /** {@code FYE 2023} and {@code financial year ending 2023}: named by the year in which it ends. */
    private static @Nullable Found ending(Words words, int i) {
        boolean full = words.word(i).equals("financial")
                && words.word(i + 1).equals("year")
                && RangeForms.ENDS.contains(words.word(i + 2));
        int place = full ? i + 3 : i + 1;
        boolean said = full || words.word(i).equals("fye");
        return said && words.year(place) > 0 ? financialYear(words.year(place) - 1, place + 1) : null;
    }

    /** {@code qof-2223}: may well be another number, so any other year is more specific. */
    private static @Nullable Found consecutive(Words words, int i) {
        int both = words.year(i) > 0 || words.isAlone() ? -1 : words.number(i, 4, 4);
        int first = both / 100;
        boolean apart =
                i > 0 && words.rawGap(i).equals("-") && words.rawGap(i + 1).startsWith("-");
        return apart && both > 0 && first + 1 == both % 100 && first >= FIRST_SHORT && first <= LAST_SHORT
                ? new Found(financialYear(2000 + first, i + 1).period(), Form.YEAR, i + 1)
                : null;
    }

    private static @Nullable Found calendar(Words words, int i) {
        int year = words.year(i);
        // FY2025 may begin or end in 2025: nothing is guessed.
        if (year == 0 || words.word(i - 1).equals("fy")) {
            return null;
        }
        Period period = new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), PeriodKind.YEAR);
        return new Found(period, Form.YEAR, i + 1);
    }
}
