package org.datawarp.schemas.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Weeks: {@code week ending 28 December 2025}, {@code w/e 28/12/25}, {@code w42-2025}, {@code 2025-W42}. */
final class WeekForms {

    static final List<Rule> RULES =
            List.of(WeekForms::byDay, WeekForms::slashed, WeekForms::numbered, WeekForms::packed, WeekForms::yearFirst);

    private static final Set<String> WEEK = Set.of("week", "wk", "w", "weekending", "we", "wc");
    private static final Set<String> ENDS = Set.of("ending", "ended", "ends", "end", "to");
    private static final Set<String> BEGINS = Set.of("commencing", "beginning", "starting", "from", "of");

    private WeekForms() {}

    private static @Nullable Found byDay(Words words, int i) {
        String word = words.word(i);
        if (!WEEK.contains(word) || word.equals("w")) {
            return null;
        }
        boolean begins = word.equals("wc") || BEGINS.contains(words.word(i + 1));
        boolean said = begins || ENDS.contains(words.word(i + 1));
        return week(words, said && !word.equals("wc") ? i + 2 : i + 1, begins);
    }

    private static @Nullable Found slashed(Words words, int i) {
        boolean ends = words.word(i + 1).equals("e");
        boolean slashed = words.word(i).equals("w") && words.gap(i + 1).equals("/");
        return slashed && (ends || words.word(i + 1).equals("c")) ? week(words, i + 2, !ends) : null;
    }

    private static @Nullable Found week(Words words, int i, boolean begins) {
        Found day = words.isJoined(i) ? Rule.first(DayForms.RULES, words, i) : null;
        if (day == null) {
            return null;
        }
        LocalDate end = begins ? day.period().start().plusDays(6) : day.period().end();
        return new Found(new Period(end.minusDays(6), end, PeriodKind.WEEK), Form.WEEK, day.next());
    }

    private static @Nullable Found numbered(Words words, int i) {
        boolean week = Set.of("week", "wk", "w").contains(words.word(i));
        return week && words.isJoined(i + 1) && words.isJoined(i + 2)
                ? ofYear(words.year(i + 2), words.number(i + 1, 1, 2), i + 3)
                : null;
    }

    /** {@code publishedweek142022}. */
    private static @Nullable Found packed(Words words, int i) {
        boolean week = words.word(i).endsWith("week") && words.rawGap(i + 1).isEmpty();
        int number = week ? words.number(i + 1, 6, 6) : -1;
        int year = number % 10_000;
        return number < 0 || year < 1900 || year > 2099 ? null : ofYear(year, number / 10_000, i + 2);
    }

    private static @Nullable Found yearFirst(Words words, int i) {
        boolean week = Set.of("week", "wk", "w").contains(words.word(i + 1));
        return week && words.isJoined(i + 1) && words.isJoined(i + 2)
                ? ofYear(words.year(i), words.number(i + 2, 1, 2), i + 3)
                : null;
    }

    private static @Nullable Found ofYear(int year, int week, int next) {
        if (year == 0 || week < 1) {
            return null;
        }
        LocalDate inFirstWeek = LocalDate.of(year, 1, 4);
        if (week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek).getMaximum()) {
            return null;
        }
        LocalDate monday =
                inFirstWeek.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(DayOfWeek.MONDAY);
        return new Found(new Period(monday, monday.plusDays(6), PeriodKind.WEEK), Form.WEEK, next);
    }
}
