package org.datawarp.schemas.period;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The publisher's word for the state of its figures. */
public final class Vintage {

    private static final Pattern WORDS =
            Pattern.compile("(?<![a-z])(provisional|final(?:ised)?|revised|not revised)(?![a-z])");

    private Vintage() {}

    /** @return {@code provisional}, {@code final}, {@code revised}, or empty when the text does not say */
    public static String find(String text) {
        Matcher word = WORDS.matcher(text.toLowerCase(Locale.ROOT));
        String found = "";
        while (word.find()) {
            found = word.group(1);
        }
        return switch (found) {
            case "finalised" -> "final";
            case "not revised" -> "";
            default -> found;
        };
    }
}
