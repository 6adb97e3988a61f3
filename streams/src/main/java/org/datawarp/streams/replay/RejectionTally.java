package org.datawarp.streams.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.datawarp.schemas.row.Rejection;

/** Counts rejections by their cause. Owned by one thread. */
public final class RejectionTally implements Consumer<Rejection> {

    /** A cause that shows a thousand faces is a wrong column, which a thousand of them tell. */
    private static final int MOST_CAUSES = 1_000;

    private final Map<Cause, Counted> causes = new LinkedHashMap<>();
    private long total;

    /**
     * What rejections have in common.
     *
     * @param found as published
     */
    public record Cause(String sheet, String dataset, String column, String reason, String found) {}

    /**
     * A cause and how often it was met.
     *
     * @param first the first rejection for it
     */
    public record Counted(Rejection first, long times) {}

    @Override
    public void accept(Rejection rejection) {
        total++;
        Cause cause = new Cause(
                rejection.fileName() + "/" + rejection.sheetName(),
                rejection.dataset(),
                rejection.column(),
                rejection.reason(),
                rejection.found());
        Counted known = causes.get(cause);
        if (known != null) {
            causes.put(cause, new Counted(known.first(), known.times() + 1));
        } else if (causes.size() < MOST_CAUSES) {
            causes.put(cause, new Counted(rejection, 1));
        }
    }

    public long total() {
        return total;
    }

    /** The most frequent first. */
    public List<Counted> causes() {
        List<Counted> all = new ArrayList<>(causes.values());
        all.sort(Comparator.comparingLong(Counted::times).reversed());
        return all;
    }
}
