package org.datawarp.operate.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Attempts that are told to have started and not to have ended. Kept beside the place among the events, in one text, so
 * that a start is told once. Used by one thread.
 */
final class OpenRuns {

    /** Kafka takes 4,096 bytes beside a place; of more attempts at once the oldest are forgotten, whose end is told all the same. */
    private static final int MOST_CHARACTERS = 4_000;

    private final Set<String> runs = new LinkedHashSet<>();

    static OpenRuns of(String text) {
        OpenRuns open = new OpenRuns();
        Arrays.stream(text.split(" ", -1)).filter(run -> !run.isEmpty()).forEach(open.runs::add);
        return open;
    }

    /** @return whether it was not open */
    boolean open(String run) {
        return runs.add(run);
    }

    void close(String run) {
        runs.remove(run);
    }

    List<String> all() {
        return List.copyOf(runs);
    }

    String text() {
        List<String> kept = new ArrayList<>(runs);
        while (String.join(" ", kept).length() > MOST_CHARACTERS) {
            kept.remove(0);
        }
        return String.join(" ", kept);
    }
}
