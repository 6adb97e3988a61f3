package org.datawarp.schemas.period;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.period.Found.Form;
import org.jspecify.annotations.Nullable;

/** Finds the period that a text is about among the dates in it. */
final class PeriodFinder {

    /** The date after these words is about the file, not about its figures. */
    private static final Set<String> PUBLISHED =
            Set.of("published", "released", "updated", "uploaded", "issued", "modified", "downloaded", "republished");

    private static final Set<String> SMALL_WORDS = Set.of("on", "in", "at", "date", "of", "the", "last");

    /** A file that says this, and names a month of a financial year, holds the year up to that month. */
    private static final Set<String> UP_TO_DATE =
            Set.of("timeseries", "fullextract", "extract", "ytd", "cumulative", "series");

    /** Those of these words that mean the whole series, not only the year. */
    private static final Set<String> WHOLE_SERIES = Set.of("timeseries", "series");

    private static final Pattern ESCAPE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern FILE_PATH =
            Pattern.compile("(?i).*\\.(csv|tsv|txt|xlsx?|xlsm|xlsb|ods|zip|gz|json|html?)");
    private static final Pattern QUERY = Pattern.compile("[?#].*");

    private PeriodFinder() {}

    static Optional<StatedPeriod> find(String text) {
        Period label = Labels.parse(text.strip());
        if (label != null) {
            return Optional.of(new StatedPeriod(label, StatedPeriod.Start.STATED));
        }
        for (String part : parts(text)) {
            Found best = best(Words.in(part));
            if (best != null) {
                return Optional.of(StatedPeriod.of(best));
            }
        }
        return Optional.empty();
    }

    /** The end of an address is the most specific; the folders of an upload name the month of publication. */
    private static List<String> parts(String text) {
        boolean address = text.contains("://");
        String decoded = decode(address ? QUERY.matcher(text).replaceFirst("") : text);
        if (!address
                && !(decoded.indexOf('/') >= 0 && FILE_PATH.matcher(decoded).matches())) {
            return List.of(decoded);
        }
        List<String> parts = new ArrayList<>();
        String[] steps = decoded.split("/", -1);
        for (int i = steps.length - 1; i >= 0 && parts.size() < 2; i--) {
            if (!steps[i].isBlank()) {
                parts.add(steps[i]);
            }
        }
        return parts;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(decodeRun(escape.group())));
    }

    private static String decodeRun(String escapes) {
        byte[] bytes = new byte[escapes.length() / 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(escapes.substring(3 * i + 1, 3 * i + 3), 16);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The most specific of several; the first of two that are equally specific. */
    private static @Nullable Found best(Words words) {
        Found best = null;
        Period year = null;
        boolean upToDate = false;
        Form form = Form.RANGE;
        int place = 0;
        while (place < words.size()) {
            upToDate |= UP_TO_DATE.contains(words.word(place));
            form = WHOLE_SERIES.contains(words.word(place)) ? Form.OPEN : form;
            Found found = Rule.first(RangeForms.RULES, words, place);
            if (found == null) {
                place++;
                continue;
            }
            if (!isAboutTheFile(words, place, found)) {
                year = found.form() == Form.FINANCIAL_YEAR ? found.period() : year;
                found = withMonth(words, found);
                best = best == null || found.form().compareTo(best.form()) > 0 ? found : best;
            }
            place = found.next();
        }
        return best == null || year == null || !upToDate ? best : upTo(best, year, form);
    }

    private static boolean isAboutTheFile(Words words, int place, Found found) {
        boolean date = false;
        int before = place - 1;
        while (SMALL_WORDS.contains(words.word(before))) {
            date |= words.word(before).equals("date");
            before--;
        }
        return switch (words.word(before)) {
            case "revised" -> found.form() == Form.DAY;
            case "publication" -> date || words.word(before - 1).equals("of");
            default -> PUBLISHED.contains(words.word(before));
        };
    }

    /** {@code 2025-26_November} says which November. */
    private static Found withMonth(Words words, Found found) {
        int month = words.month(found.next());
        if (found.form() != Form.FINANCIAL_YEAR
                || month == 0
                || !words.isJoined(found.next())
                || MonthForms.named(words, found.next()) != null) {
            return found;
        }
        YearMonth named = YearMonth.of(MonthForms.yearOf(month, found.period()), month);
        return Found.month(named, Form.MONTH, found.next() + 1);
    }

    private static Found upTo(Found month, Period year, Form form) {
        if (month.form() != Form.MONTH || !year.covers(month.period())) {
            return month;
        }
        Period upToMonth = new Period(year.start(), month.period().end(), PeriodKind.RANGE);
        return new Found(upToMonth, form, month.next());
    }
}
