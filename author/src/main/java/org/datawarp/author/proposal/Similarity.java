package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How alike two names or two sets of values are, from 0 to 1. */
final class Similarity {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_ABBREVIATION = 3;

    private Similarity() {}

    /** Of names: by words, where one may be the beginning of another, or by letters; the greater counts. */
    static double ofNames(String one, String other) {
        String a = NO_WORD.matcher(one.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        String b =
                NO_WORD.matcher(other.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        if (a.isEmpty() || b.isEmpty()) {
            return a.equals(b) ? 1 : 0;
        }
        return Math.max(byWords(a, b), byLetters(a, b));
    }

    private static double byWords(String a, String b) {
        List<String> left = new ArrayList<>(List.of(a.split(" ")));
        List<String> right = new ArrayList<>(List.of(b.split(" ")));
        int words = left.size() + right.size();
        int shared = 0;
        for (String word : left) {
            for (String candidate : right) {
                if (isSame(word, candidate)) {
                    shared++;
                    right.remove(candidate);
                    break;
                }
            }
        }
        return 2.0 * shared / words;
    }

    private static boolean isSame(String word, String other) {
        boolean begins = word.startsWith(other) || other.startsWith(word);
        return word.equals(other) || (begins && Math.min(word.length(), other.length()) >= SHORTEST_ABBREVIATION);
    }

    /** One less the edits that turn one into the other, as a share of the longer. */
    private static double byLetters(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int edited = Math.min(
                        Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = edited;
            }
        }
        return 1 - (double) row[b.length()] / Math.max(a.length(), b.length());
    }

    /** Of sets of values: the share of the smaller that the larger has too. */
    static double ofValues(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return 0;
        }
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return (double) both.size() / Math.min(some.size(), others.size());
    }
}
