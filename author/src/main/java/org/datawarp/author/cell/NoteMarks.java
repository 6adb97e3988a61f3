package org.datawarp.author.cell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.streams.layout.HeadingText;

/** Removes marks that point to notes from names. Digits are such marks only if there is a note of that number. */
public final class NoteMarks {

    /** Straight after a word: {@code responses2,3 (weighted)}. */
    private static final Pattern DIGITS =
            Pattern.compile("(?<=\\p{L}{3}|\\))(\\d{1,2}(?:, ?\\d{1,2})*)(?![\\p{L}\\d-])");

    /** At the end after a space: {@code Persons 5}, but also {@code Type 1}. */
    private static final Pattern LAST_DIGITS = Pattern.compile("(?<=\\p{L}{3}) (\\d{1,2}(?:, ?\\d{1,2})*)$");

    private static final Pattern ASIDE =
            Pattern.compile("\\s*\\[(?:[Nn]otes?\\s*)?[\\d, ]+\\]|[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]+");

    private final Set<Integer> numbers = new HashSet<>();

    /** @param notes of the sheet, each with the mark at its beginning */
    public NoteMarks(List<String> notes) {
        for (String note : notes) {
            Integer number = NoteText.number(note);
            if (number != null) {
                numbers.add(number);
            }
        }
    }

    /** A heading without marks. */
    public String bare(String text) {
        String known = without(DIGITS, ASIDE.matcher(text).replaceAll(""));
        return HeadingText.withoutNoteMarks(HeadingText.collapsed(known.isBlank() ? text : known));
    }

    /** The label of a section without marks: sections have names and no numbers. */
    public String bareSection(String text) {
        return bare(without(LAST_DIGITS, text));
    }

    private String without(Pattern digits, String text) {
        return digits.matcher(text).replaceAll(found -> Matcher.quoteReplacement(isKnown(found) ? "" : found.group()));
    }

    private boolean isKnown(MatchResult digits) {
        for (String digit : digits.group(1).split(", ?", -1)) {
            if (!numbers.contains(Integer.valueOf(digit))) {
                return false;
            }
        }
        return true;
    }
}
