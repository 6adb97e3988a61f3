package org.datawarp.operate.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Attempts whose start was sent and whose end was not. Stored as one text with the position in the events, so that each
 * start is sent once. Used by one thread.
 */
final class OpenRuns {

    /**
     * Kafka stores 4,096 bytes with a position. If there are more attempts at once, the oldest are forgotten; their end
     * is still sent.
     */
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
