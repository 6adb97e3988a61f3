package org.datawarp.author.cell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The section labels in force. A label right under another belongs to the level below it. */
public final class SectionLabels {

    /** Anything deeper is not an outline but a list. */
    private static final int DEEPEST = 3;

    private static final int MOST_REMEMBERED = 10_000;

    private final List<String> inForce = new ArrayList<>();
    private final Set<List<String>> seen = new LinkedHashSet<>();
    private boolean open;
    private int depth;

    public void label(String text) {
        if (!open || inForce.size() == DEEPEST) {
            inForce.clear();
        }
        inForce.add(text);
        depth = Math.max(depth, inForce.size());
        open = true;
    }

    /** A row of data follows: the next label begins a new section. */
    public List<String> inForce() {
        open = false;
        if (seen.size() < MOST_REMEMBERED) {
            seen.add(List.copyOf(inForce));
        }
        return inForce;
    }

    /** How many columns the labels make: none when all rows are under the same labels. */
    public int columns() {
        return seen.size() > 1 ? depth : 0;
    }
}
