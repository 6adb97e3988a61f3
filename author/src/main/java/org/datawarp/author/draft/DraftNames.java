package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names of publications, datasets and columns from the publishers' names. */
final class DraftNames {

    private static final int LONGEST_DATASET = 57;
    private static final int LONGEST_COLUMN = 56;
    private static final int LONGEST_PUBLICATION = 40;
    private static final int LONGEST_PREFIX = 24;
    private static final int LONGEST_PART = 16;
    private static final int MOST_WORDS = 8;
    private static final int LAST_WORDS = 5;
    private static final int LONGEST_NUMBER = 4;

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(\\.(csv|gz|xlsx|xlsm|xlsb|xls|ods|zip|tsv|txt|html?))+$");
    private static final Pattern ESCAPES = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)^\\s*(table|sheet|figure|tab)\\s*\\d+[a-z]?\\s*[:.-]?\\s*");
    private static final Pattern GENERIC =
            Pattern.compile("(?i)(sheet|table|tab|data|figures?|page|all|output|export)?[ _]*\\d*[a-z]?(?:[._]\\d+)*");
    private static final Pattern FOOTNOTE = Pattern.compile("(?<=\\p{L})\\d{1,2}$");

    /** Words that do not describe a table. */
    private static final Set<String> FILLERS = Set.of(
            "the",
            "of",
            "a",
            "an",
            "and",
            "for",
            "in",
            "on",
            "at",
            "to",
            "with",
            "their",
            "its",
            "who",
            "which",
            "that",
            "this",
            "from",
            "as",
            "were",
            "was",
            "is",
            "are",
            "be",
            "been",
            "have",
            "has",
            "had",
            "whom",
            "table",
            "figure",
            "tab",
            "file",
            "data",
            "web",
            "version",
            "england",
            "statistics",
            "statistical",
            "note",
            "notes",
            "period",
            "basis");

    private final Set<String> taken = new HashSet<>();

    /** Words joined by hyphens, without the periods among them. */
    static String publication(String text) {
        List<String> words = new ArrayList<>(PeriodWords.lasting(plain(text)));
        words.removeIf(word -> word.matches("\\d+"));
        String name = joined(words, "-", LONGEST_PUBLICATION);
        return name.isEmpty() ? "publication" : name;
    }

    /** A column's name, from an inspected name that may begin with a digit or have a hyphen. */
    static String column(String inspected) {
        String name =
                inspected.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String lettered = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "n_" + name : name;
        return cut(lettered.replaceAll("_+$", ""), LONGEST_COLUMN, "_");
    }

    /**
     * A unique name of a dataset: the publication's name, and words from the sheet's name, or from the title if the
     * sheet's name says nothing.
     *
     * @param alone whether the publication has no other dataset
     */
    String dataset(String publication, SeenTable table, boolean alone) {
        String prefix = publication.replace('-', '_');
        if (alone) {
            return unique(letters(prefix));
        }
        String title = NUMBERED.matcher(table.table().title()).replaceFirst("");
        String sheet = plain(table.place().sheet()).strip();
        boolean telling =
                !GENERIC.matcher(sheet).matches() && !words(sheet, prefix).isEmpty();
        List<String> all = words(telling || title.isBlank() ? sheet : title, prefix);
        List<String> own = all.subList(0, Math.min(MOST_WORDS, all.size()));
        String part = joined(words(table.part(), ""), "_", LONGEST_PART);
        int longest = LONGEST_DATASET - Math.min(prefix.length(), LONGEST_PREFIX) - part.length();
        String start = own.isEmpty() ? prefix : joined(own, "_", longest);
        String name = part.isEmpty() ? start : start + "_" + part;
        boolean prefixed = name.startsWith(prefix);
        String full = cut(letters(prefixed ? name : shortened(prefix) + "_" + name), LONGEST_DATASET, "_");
        // Titles with the same beginning differ at their end.
        List<String> end = all.subList(Math.max(0, all.size() - LAST_WORDS), all.size());
        boolean cutOff = taken.contains(full) && all.size() > LAST_WORDS && part.isEmpty();
        return unique(cutOff ? cut(shortened(prefix) + "_" + joined(end, "_", longest), LONGEST_DATASET, "_") : full);
    }

    private static String shortened(String prefix) {
        return cut(prefix, LONGEST_PREFIX, "_");
    }

    private static String letters(String name) {
        return Character.isDigit(name.charAt(0)) ? "n_" + name : name;
    }

    private String unique(String name) {
        String start = cut(name, LONGEST_DATASET - LONGEST_NUMBER, "_");
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = start + "_" + number;
        }
        return unique;
    }

    /** The significant words, without the publication's own. */
    private static List<String> words(String text, String prefix) {
        Set<String> known = new HashSet<>(Arrays.asList(prefix.split("_")));
        List<String> words = new ArrayList<>();
        for (String word : PeriodWords.lasting(plain(text))) {
            String bare = FOOTNOTE.matcher(word).replaceFirst("").replaceAll("[^a-z0-9]", "");
            boolean says = !bare.isEmpty() && !FILLERS.contains(bare) && !known.contains(bare) && !bare.matches("\\d");
            if (says && !words.contains(bare)) {
                words.add(bare);
            }
        }
        return words;
    }

    /** A name without its extension and escapes. */
    static String plain(String text) {
        return ESCAPES.matcher(EXTENSION.matcher(text).replaceFirst(""))
                .replaceAll(" ")
                .replace('_', ' ');
    }

    private static String joined(List<String> words, String between, int longest) {
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            String bare = word.replaceAll("[^a-z0-9]", "");
            if (!bare.isEmpty() && name.length() + bare.length() < longest) {
                name.append(name.isEmpty() ? "" : between).append(bare);
            }
        }
        return name.toString();
    }

    /** Cut between words. */
    private static String cut(String name, int longest, String between) {
        if (name.length() <= longest) {
            return name;
        }
        int end = name.lastIndexOf(between, longest);
        return name.substring(0, end > 0 ? end : longest);
    }
}
