package org.datawarp.author.cell;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Units as they are written in headings and under them. */
public final class UnitText {

    private static final Pattern ALONE = Pattern.compile(
            "\\(?(?:%|\u00A3(?:000s?|m|million|bn)?|\u00A3 ?thousands?|no\\.?|number|n|count|fte|wte|rate|ratio|per cent"
                    + "|percent(?:age)?|days?|hours?|minutes?|weeks?|years?|months?|thousands?|millions?|000s|'000s?"
                    + "|headcount|per (?:100,?000|1,?000|\\d+).{0,20}|pence|kg|miles)\\)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PERCENT =
            Pattern.compile("%|\\b(?:per ?cent|percent|percentage|proportion|pct)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern WITHIN =
            Pattern.compile("(\u00A3 ?(?:000s?|m\\b|million|bn|thousands?)?|\\bper (?:100,?000|1,?000)(?: \\w+)?"
                    + "|\\((?:FTE|WTE|days|hours|minutes|weeks|thousands|millions|000s)\\))");

    private UnitText() {}

    /** Units that may also name a column by themselves, and then are not units. */
    private static final Set<String> NAMES = Set.of(
            "rate",
            "ratio",
            "count",
            "headcount",
            "year",
            "years",
            "week",
            "weeks",
            "month",
            "months",
            "day",
            "hour",
            "number",
            "n");

    public static boolean isUnit(String text) {
        return ALONE.matcher(text).matches();
    }

    /** The unit that a heading names; empty when it names none. */
    public static String in(String heading) {
        Matcher within = WITHIN.matcher(heading);
        if (within.find()) {
            return within.group(1).strip().replaceAll("[()]", "");
        }
        String lower = heading.toLowerCase(Locale.ROOT);
        if (isUnit(heading) && !lower.startsWith("no") && !NAMES.contains(lower)) {
            return heading;
        }
        return PERCENT.matcher(heading.replace('_', ' ')).find() ? "%" : "";
    }
}
