package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What only the rows of the latest period show, and no description.
 *
 * @param wholes rows that are, or may be, sums of other rows
 * @param blanks figures that are blank in all rows of some kind
 */
record Levels(List<Whole> wholes, List<Blank> blanks) {

    /** Replaces {@link #traps} if the data could not be queried. */
    static final String UNSEEN =
            "it was not possible to see whether rows of a whole are beside rows of its parts: group by its keys to see.";

    private static final int MOST_CHARACTERS = 300;
    private static final int MOST_NAMES = 4;

    Levels {
        wholes = List.copyOf(wholes);
        blanks = List.copyOf(blanks);
    }

    /**
     * Rows of a whole.
     *
     * @param value of the key column; empty where it is blank
     * @param words the publisher's name for it; empty if no column beside the key has one
     */
    record Whole(String column, Optional<String> value, String words) {

        private String line() {
            boolean isNamed = !words.isEmpty() && !value.equals(Optional.of(words));
            String named = isNamed ? " (%s%s)".formatted(value.isEmpty() ? "such as " : "", words) : "";
            String shown = value.map(text -> TextNode.valueOf(text).toString()).orElse("blank");
            return "whole: rows where %s is %s%s".formatted(column, shown, named);
        }
    }

    /**
     * Figures that are blank in all rows with some values of a key, and present in others.
     *
     * @param column the key; empty when no row has these figures
     */
    record Blank(List<String> figures, String column, List<String> values) {

        Blank {
            figures = List.copyOf(figures);
            values = List.copyOf(values);
        }

        private String line() {
            String where = column.isEmpty()
                    ? "all rows of the latest period"
                    : "rows where %s is %s".formatted(column, String.join(", ", values));
            return "blank: %s in %s".formatted(some(figures), where);
        }
    }

    /** The values come from published files: keep these lines inside the fence. */
    List<String> lines() {
        return Stream.concat(wholes.stream().map(Whole::line), blanks.stream().map(Blank::line))
                .map(line -> AgentText.cell(line, MOST_CHARACTERS))
                .toList();
    }

    /** The same in our own words, without values. */
    List<String> traps() {
        List<String> columns = wholes.stream().map(Whole::column).distinct().toList();
        List<String> figures = blanks.stream()
                .flatMap(blank -> blank.figures().stream())
                .distinct()
                .toList();
        List<String> traps = new ArrayList<>();
        if (!columns.isEmpty()) {
            traps.add("rows of a whole are beside rows of its parts in %s (\"whole\" above): add up one or the other."
                    .formatted(String.join(", ", columns)));
        }
        if (!figures.isEmpty()) {
            traps.add("%s: blank in all rows of some kind (\"blank\" above), and sums leave these rows out."
                    .formatted(some(figures)));
        }
        return traps;
    }

    private static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : "%s and %d more"
                        .formatted(
                                String.join(", ", names.subList(0, MOST_NAMES - 1)), names.size() - (MOST_NAMES - 1));
    }
}
