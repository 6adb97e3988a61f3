package org.datawarp.author.cell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises rows that sum up others by their labels. */
public final class TotalNames {

    private static final Pattern TOTAL = Pattern.compile(
            "(?i)(?:(?:grand|sub|overall|england|national|uk|regional)[ -]?)?totals?(?:\\s*\\(.*\\))?[*:]*"
                    + "|all(?: (?:persons|ages|areas|regions|organisations|providers|trusts|practices|england))?");

    private static final Pattern NATION = Pattern.compile(
            "(?i)(eng(?:land)?|united kingdom|uk|great britain|national|wales|scotland|northern ireland)"
                    + "(?:\\s*[(,*\\d].*|\\s+(?:and|&)\\s+wales.*)?|england total");

    /** With more labels than this, a total is a value among others of a dimension. */
    private static final int MOST_LABELS = 4;

    private TotalNames() {}

    private static final Pattern WORD = Pattern.compile(
            "total|\\ball\\b|\\beng\\b|england|national|united kingdom|great britain|\\buk\\b|wales|scotland|northern ireland",
            Pattern.CASE_INSENSITIVE);

    /** A quick check: whether some label holds a word that totals have. */
    public static boolean mayBeTotal(List<String> labels) {
        return labels.stream()
                .anyMatch(
                        label -> label.length() < LONGEST && WORD.matcher(label).find());
    }

    /** Names of totals are short. */
    private static final int LONGEST = 80;

    /**
     * Which country of the United Kingdom makes a row a total; each of them may also be one row among others.
     *
     * @return empty for none of them
     */
    public static String country(List<String> labels) {
        for (String label : labels) {
            Matcher country = COUNTRY.matcher(label);
            if (country.matches()) {
                return country.group(1).toLowerCase(Locale.ROOT).substring(0, COUNTRY_LETTERS);
            }
        }
        return "";
    }

    private static final Pattern COUNTRY =
            Pattern.compile("(?i)(eng(?:land)?|wales|scotland|northern ireland)(?:\\s*[(,*\\d].*)?");

    /** Enough letters to distinguish the countries. */
    private static final int COUNTRY_LETTERS = 3;

    /** @param labels those that identify the row, from left to right, without blank ones */
    public static boolean isTotal(List<String> labels) {
        if (labels.isEmpty()) {
            return false;
        }
        String last = labels.get(labels.size() - 1);
        boolean lastIsTotal = TOTAL.matcher(last).matches() && labels.size() < MOST_LABELS;
        boolean named = labels.stream().anyMatch(TotalNames::names);
        return lastIsTotal || (named && labels.stream().allMatch(label -> names(label) || says(label)));
    }

    private static boolean names(String label) {
        return TOTAL.matcher(label).matches() || NATION.matcher(label).matches();
    }

    /** Whether a label adds nothing: it is a code, several codes, or a mark. */
    private static boolean says(String label) {
        for (String part : label.split(", ?", -1)) {
            if (!CodeText.mayBeCode(part) && !StandardMarks.isMark(part)) {
                return false;
            }
        }
        return true;
    }
}
