package org.datawarp.schemas.period;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads periods in the forms that publishers use.
 *
 * <p>Months are words ({@code Summary} is not March), days come before months, and quarters are the NHS's, which begin
 * in April. Only our own labels, such as {@code 2025-q2}, mean calendar quarters. {@link #parse} reads {@code 2010-11}
 * as a month, as cells write months; {@link #find} reads it as a financial year, as file names write years. Pure; safe
 * for several threads.
 */
public final class PeriodParser {

    /** No period is longer than this. */
    private static final int LONGEST = 80;

    /** Words that may come before a period in a cell. */
    private static final Set<String> BEFORE = Set.of(
            "as",
            "at",
            "on",
            "of",
            "for",
            "in",
            "during",
            "period",
            "financial",
            "fiscal",
            "calendar",
            "year",
            "month",
            "fy",
            "snapshot",
            "position");

    private static final Set<String> AFTER =
            Set.of("provisional", "final", "finalised", "revised", "p", "r", "prov", "performance");

    private static final String FOREIGN = "<>£$€%=";

    private PeriodParser() {}

    /**
     * A text that is a period and nothing else, in any published form. The name of a collection may come before it, as
     * in {@code MSitAE-MARCH-2025}.
     */
    public static Optional<Period> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        Period label = Labels.parse(stripped);
        if (label != null) {
            return Optional.of(label);
        }
        if (stripped.chars().anyMatch(c -> FOREIGN.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        Words words = Words.of(stripped);
        Period whole = whole(words, 0);
        return Optional.ofNullable(whole != null ? whole : whole(words, afterCollection(words, stripped)));
    }

    /**
     * The period named somewhere in a text, such as a file name, an address, a link's text or a sheet's title. Dates of
     * publication and revision are ignored.
     */
    public static Optional<Period> find(String text) {
        return PeriodFinder.find(text).map(StatedPeriod::period);
    }

    /** Like {@link #find}, and whether the text says when the period begins. */
    public static Optional<StatedPeriod> findStated(String text) {
        return PeriodFinder.find(text);
    }

    private static @Nullable Period whole(Words words, int from) {
        if (from < 0) {
            return null;
        }
        for (int i = from; i < words.size(); i++) {
            Found found = Rule.first(RangeForms.RULES, words, i);
            if (found != null) {
                return isTail(words, found.next()) ? found.period() : null;
            }
            if (!BEFORE.contains(words.word(i))) {
                return null;
            }
        }
        return null;
    }

    private static boolean isTail(Words words, int from) {
        for (int i = from; i < words.size(); i++) {
            if (!AFTER.contains(words.word(i))) {
                return false;
            }
        }
        return true;
    }

    /** The place after the leading letters and hyphen of a text without spaces; -1 when it does not begin like that. */
    private static int afterCollection(Words words, String text) {
        if (text.indexOf(' ') >= 0) {
            return -1;
        }
        int next = 0;
        while (!words.word(next).isEmpty() && (next == 0 || words.rawGap(next).isEmpty())) {
            next++;
        }
        return next > 0 && (words.rawGap(next).equals("-") || words.rawGap(next).equals("_")) ? next : -1;
    }
}
