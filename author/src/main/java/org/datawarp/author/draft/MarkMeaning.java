package org.datawarp.author.draft;

import java.util.Locale;
import java.util.Map;

/** The meanings of marks in place of figures, for marks that all publishers use alike. */
public final class MarkMeaning {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("*", "Suppressed"),
            Map.entry("-", "Nothing was reported"),
            Map.entry(":", "Not available"),
            Map.entry(".", "Not applicable"),
            Map.entry("..", "Not available"),
            Map.entry("[c]", "Confidential"),
            Map.entry("[x]", "Not available"),
            Map.entry("[z]", "Not applicable"),
            Map.entry("[low]", "Rounds to zero"),
            Map.entry("[p]", "Provisional"),
            Map.entry("[r]", "Revised"),
            Map.entry("[e]", "Estimated"),
            Map.entry("[u]", "Of low reliability"),
            Map.entry("[w]", "None recorded"),
            Map.entry("n/a", "Not applicable"),
            Map.entry("na", "Not available"),
            Map.entry("#n/a", "Not available"));

    private MarkMeaning() {}

    /** What publishers usually mean by a mark. */
    public static String of(String mark) {
        String known = MEANINGS.get(mark.toLowerCase(Locale.ROOT));
        return known != null ? known : mark.startsWith("<") ? "Too few to be shown" : "Not published as a figure";
    }
}
