package org.datawarp.author.cell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Distinguishes remarks from labels by how they are written. */
public final class NoteText {

    private static final List<String> OPENINGS = List.of(
            "note",
            "source",
            "copyright",
            "\u00A9",
            "footnote",
            "please ",
            "contact",
            "published",
            "released",
            "for more",
            "for further",
            "this ",
            "these ",
            "figures ",
            "the ",
            "data likely",
            "return to",
            "back to",
            "http");

    /** {@code 1. Figures}, {@code 2 In April}, {@code [3] Counts}, {@code * denotes}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "^(?:\\[?(?:note )?(\\d{1,2})[\\].):]?|[*\u2020\u2021]+|[\u00B9\u00B2\u00B3])\\s*\\p{L}.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Longer than any name or heading. */
    public static final int LONGEST_LABEL = 150;

    private NoteText() {}

    public static boolean isNote(String text) {
        return text.length() > LONGEST_LABEL || opens(text);
    }

    /** Whether a text begins like a note, at any length. */
    public static boolean opens(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return OPENINGS.stream().anyMatch(lower::startsWith) || isMarked(text);
    }

    /** Whether a text begins with the mark by which others refer to it. */
    private static boolean isMarked(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches() && (reference.group(1) == null || text.length() > LONGEST_NUMBERED_LABEL);
    }

    /** {@code 1 year} and {@code 10 to 14} are labels. */
    private static final int LONGEST_NUMBERED_LABEL = 25;

    /** The number that a note begins with; null when it has none. */
    static @Nullable Integer number(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches() && reference.group(1) != null ? Integer.valueOf(reference.group(1)) : null;
    }

    /** Whether a text continues the one before it. */
    public static boolean isContinuation(String text) {
        return !text.isEmpty() && Character.isLowerCase(text.charAt(0)) && text.indexOf(' ') > 0;
    }
}
