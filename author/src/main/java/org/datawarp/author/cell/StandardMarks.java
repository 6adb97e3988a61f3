package org.datawarp.author.cell;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.streams.layout.CellText;

/** The marks by which publishers say that a figure is missing, hidden or doubtful. */
public final class StandardMarks {

    private static final Set<String> SIGNS =
            Set.of("*", "**", "-", "--", "\u2013", "\u2014", ":", ".", "..", "...", "~", "\u2020", "\u2021", "#");

    private static final Set<String> WORDS = Set.of("na", "n/a", "n.a.", "#n/a", "[low]", "nil", "null");

    /** Marks that are letters, and so are marks only among figures. */
    private static final Set<String> LETTERS = Set.of(
            "c", "x", "z", "k", "p", "r", "e", "b", "u", "w", "f", "s", "low", "not available", "not applicable");

    private static final Pattern BRACKETED = Pattern.compile("\\[[A-Za-z]{1,3}\\]|\\([A-Za-z]\\)");
    private static final Pattern BELOW = Pattern.compile("<\\s?\\d{1,3}");

    /** After a number: {@code 12 [p]}, {@code 21,442 (r)}, {@code 1,234*}, {@code 88 r}. */
    private static final Pattern AFTER = Pattern.compile("(?<=\\S)(?:\\s*\\[[A-Za-z]{1,3}\\]|\\s*\\([A-Za-z]\\)"
            + "|\\s*[*\u2020\u2021#]{1,2}|[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]+|\\s[prebuf])$");

    private static final int LONGEST = 16;

    private StandardMarks() {}

    /** Whether a text is a mark anywhere beside figures. */
    public static boolean isMark(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        return SIGNS.contains(text)
                || WORDS.contains(text.toLowerCase(Locale.ROOT))
                || BRACKETED.matcher(text).matches()
                || BELOW.matcher(text).matches();
    }

    /** Where the mark at the end of a text begins; the text's length when there is none. */
    static int after(String text) {
        char last = text.isEmpty() ? '0' : text.charAt(text.length() - 1);
        if (last >= '0' && last <= '9') {
            return text.length();
        }
        Matcher mark = AFTER.matcher(text);
        if (!mark.find()) {
            return text.length();
        }
        int start = mark.start();
        while (CellText.strip(text.substring(start, start + 1)).isEmpty()) {
            start++;
        }
        return start;
    }

    /** Whether a text is a mark in a column of figures. */
    public static boolean isMarkAmongFigures(String text) {
        return isMark(text) || LETTERS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a text is a mark even in a column of words. */
    public static boolean isMarkAmongWords(String text) {
        return SIGNS.contains(text)
                || (text.length() <= LONGEST && BRACKETED.matcher(text).matches());
    }
}
