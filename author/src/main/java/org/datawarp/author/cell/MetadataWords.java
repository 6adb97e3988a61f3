package org.datawarp.author.cell;

import java.util.regex.Pattern;

/** Labels of facts about a table, written without a colon: when it was published, by whom, in which unit. */
public final class MetadataWords {

    private static final Pattern LABEL = Pattern.compile(
            "(?i)(?:cdid|pre-?unit|units?|unit of measure(?:ment)?|source dataset id|important notes?"
                    + "|seasonal adjustment|base period|release date|next (?:release|update)|last updated?"
                    + "|date (?:published|updated|of publication)|publication date|(?:next )?publication|contact(?: us)?"
                    + "|author|designation|geographical coverage|keywords?|languages covered|data licensing|source \\d)");

    private static final Pattern UNIT = Pattern.compile("(?i)units?(?: of measure(?:ment)?)?");

    private static final Pattern PAGE =
            Pattern.compile("(?i)(?:page|sheet) \\d+(?: (?:of|/) ?\\d+)?|\\(?cont(?:inued|'d|d)?\\.?\\)?");

    private MetadataWords() {}

    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Whether a label says that units follow. */
    public static boolean isUnit(String text) {
        return UNIT.matcher(text).matches();
    }

    /** Whether a text is only a page number from a printed version. */
    public static boolean isPage(String text) {
        return PAGE.matcher(text).matches();
    }
}
