package org.datawarp.streams.layout;

import java.util.Arrays;
import org.datawarp.schemas.row.MergedCell;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a heading band that are in force at a column, one a level at most. A label in a merged cell goes as far as
 * that cell; how far any other goes is for the caller to guess. Owned by one thread.
 */
public final class CarriedLabels {

    private static final int UNKNOWN = -1;

    private final String[] labels;
    private final int[] ends;

    /** @param levels of the band */
    public CarriedLabels(int levels) {
        this.labels = new String[levels];
        this.ends = new int[levels];
        Arrays.fill(labels, "");
        Arrays.fill(ends, UNKNOWN);
    }

    /** Goes on to a column, from the left: labels whose merged cells do not reach it end. */
    public void moveTo(int column) {
        for (int level = 0; level < labels.length; level++) {
            if (isKnown(level) && ends[level] <= column) {
                end(level);
            }
        }
    }

    /** The label in force on a level; empty when there is none. */
    public String at(int level) {
        return labels[level];
    }

    /** Whether the label on a level stands in a merged cell, which goes over the current column. */
    public boolean isKnown(int level) {
        return ends[level] != UNKNOWN;
    }

    /**
     * Begins a label; it ends those on its level and below.
     *
     * @param merged null when its cell is not merged
     */
    public void begin(int level, String label, @Nullable MergedCell merged) {
        for (int below = level; below < labels.length; below++) {
            end(below);
        }
        labels[level] = label;
        ends[level] = merged == null || merged.columns() == 1 ? UNKNOWN : merged.end();
    }

    /** Ends the label on a level. */
    public void end(int level) {
        labels[level] = "";
        ends[level] = UNKNOWN;
    }

    /** Ends all labels that might go no further; those in merged cells do. */
    public void endGuessed() {
        for (int level = 0; level < labels.length; level++) {
            if (!isKnown(level)) {
                end(level);
            }
        }
    }
}
