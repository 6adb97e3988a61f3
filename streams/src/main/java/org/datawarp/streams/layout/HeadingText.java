package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Headings in the forms in which they are shown and compared. */
public final class HeadingText {

    /** Separates the levels of a heading in a band of several rows. */
    static final String SEPARATOR = " / ";

    /** At the end: {@code [Note 8]}, {@code (note 2)}, {@code [1, 2]}, {@code [r]}. */
    private static final Pattern BRACKETED = Pattern.compile(
            "\\s*[\\[(]\\s*(?:(?:foot)?notes?\\b[^\\])]*|\\d{1,2}(?:\\s*[,;&]\\s*\\d{1,2})*|[a-z])\\s*[\\])]$",
            Pattern.CASE_INSENSITIVE);

    /** At the end: superscripts, asterisks and daggers. */
    private static final Pattern MARKED =
            Pattern.compile("[\\s,]*[\u00B9\u00B2\u00B3\u2070\u2074-\u2079*\u2020\u2021\u00A7^]+$");

    /** At the end, straight after a letter or a bracket: {@code Practices2}, {@code Patients1,2}. */
    private static final Pattern FOOTNOTE_DIGITS = Pattern.compile("(?<=[\\p{L})])\\d{1,2}(?:,\\s?\\d{1,2})*$");

    private HeadingText() {}

    /** As shown: stripped, and white space and line breaks collapsed to one space. */
    public static String collapsed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (CellText.isInvisible(c)) {
                continue;
            }
            if (CellText.isSpace(c)) {
                space = true;
            } else {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** As compared: collapsed, in lower case, with one kind of hyphen, quote and apostrophe. */
    static String comparable(String text) {
        StringBuilder out = new StringBuilder(collapsed(text).toLowerCase(Locale.ROOT));
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, usual(out.charAt(i)));
        }
        return out.toString();
    }

    private static char usual(char c) {
        return switch (c) {
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            case '\u2018', '\u2019' -> '\'';
            case '\u201C', '\u201D' -> '"';
            default -> c;
        };
    }

    /** Without the marks at its end that point to notes and cannot be part of a name. */
    public static String withoutNoteMarks(String text) {
        String before;
        String after = text;
        do {
            before = after;
            after = MARKED.matcher(BRACKETED.matcher(before).replaceFirst("")).replaceFirst("");
        } while (!after.equals(before));
        return after.isEmpty() ? text : after;
    }

    /** Compared without any note mark, also without footnote digits after a letter, which may be part of a name. */
    public static String tolerant(String text) {
        List<String> levels = new ArrayList<>();
        for (String level : levels(comparable(text))) {
            String bare = withoutNoteMarks(level);
            levels.add(withoutNoteMarks(FOOTNOTE_DIGITS.matcher(bare).replaceFirst("")));
        }
        return String.join(SEPARATOR, levels);
    }

    static List<String> levels(String path) {
        List<String> levels = new ArrayList<>();
        int start = 0;
        for (int end = path.indexOf(SEPARATOR); end >= 0; end = path.indexOf(SEPARATOR, start)) {
            levels.add(path.substring(start, end));
            start = end + SEPARATOR.length();
        }
        levels.add(path.substring(start));
        return levels;
    }

    static String lastLevel(String path) {
        int last = path.lastIndexOf(SEPARATOR);
        return last < 0 ? path : path.substring(last + SEPARATOR.length());
    }
}
