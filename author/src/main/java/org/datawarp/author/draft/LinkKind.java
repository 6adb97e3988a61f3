package org.datawarp.author.draft;

import java.util.Locale;
import java.util.regex.Pattern;

/** The purpose of a linked file, from its name and the link's text. */
enum LinkKind {
    DATA,
    /** A table that explains data: a dictionary, a mapping. */
    SUPPORTING,
    /** A text: how figures are made, what they say. */
    METHODOLOGY;

    private static final Pattern TEXT = Pattern.compile(".*\\.(pdf|docx?|odt|rtf|pptx?|html?|txt)");

    private static final Pattern EXPLAINS = Pattern.compile(
            "meta ?data|\\bmapping\\b|\\blook ?ups?\\b|data ?dictionar|dictionary|methodolog|guidance|user guide|definitions?|glossar|specification"
                    + "|data quality statement|pre ?release access|technical (?:note|annex|document)|release notes?"
                    + "|known issues?|accessib");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9.]+");

    /** @param name of the file */
    static LinkKind of(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (TEXT.matcher(lower).matches()) {
            return METHODOLOGY;
        }
        String words = BETWEEN_WORDS
                .matcher(lower + " " + text.toLowerCase(Locale.ROOT))
                .replaceAll(" ");
        return EXPLAINS.matcher(words).find() ? SUPPORTING : DATA;
    }
}
