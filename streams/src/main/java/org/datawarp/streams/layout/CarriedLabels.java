package org.datawarp.streams.layout;

import java.util.Arrays;
import org.datawarp.schemas.row.MergedCell;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a heading band that are in force at a column, at most one on each level. A label in a merged cell
 * extends as far as that cell; how far any other extends, the caller decides. Owned by one thread.
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

    /** Moves right to a column: labels whose merged cells do not reach it end. */
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

    /** Whether the label on a level is in a merged cell that covers the current column. */
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

    /** Ends all labels except those in merged cells, whose extent is known. */
    public void endGuessed() {
        for (int level = 0; level < labels.length; level++) {
            if (!isKnown(level)) {
                end(level);
            }
        }
    }
}
