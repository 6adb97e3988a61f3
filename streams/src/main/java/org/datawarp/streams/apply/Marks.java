package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/** The marks of one dataset: what may stand in place of a figure or after it. */
final class Marks {

    static final Marks NONE = new Marks(List.of());

    private final Map<String, String> byText = new HashMap<>();
    private final List<String> longestFirst;
    private final int longest;

    Marks(Collection<String> marks) {
        for (String mark : marks) {
            byText.put(mark.toLowerCase(Locale.ROOT), mark);
        }
        // An exact match comes first: two marks may differ in case only.
        marks.forEach(mark -> byText.put(mark, mark));
        longestFirst = new ArrayList<>(marks);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        longest = longestFirst.isEmpty() ? 0 : longestFirst.get(0).length();
    }

    /** @return the mark as the manifest writes it, or null when the stripped text is not a mark */
    @Nullable
    String find(String text) {
        if (text.length() > longest) {
            return null;
        }
        String mark = byText.get(text);
        return mark != null ? mark : byText.get(text.toLowerCase(Locale.ROOT));
    }

    /** @return the longest mark that ends a stripped text and follows something else, or null */
    @Nullable
    String findAfter(String text) {
        for (String mark : longestFirst) {
            int start = text.length() - mark.length();
            if (start > 0 && !mark.isEmpty() && text.regionMatches(true, start, mark, 0, mark.length())) {
                return mark;
            }
        }
        return null;
    }

    /** The text before a mark that {@link #findAfter} found. */
    static String before(String text, String mark) {
        return CellText.strip(text.substring(0, text.length() - mark.length()));
    }
}
