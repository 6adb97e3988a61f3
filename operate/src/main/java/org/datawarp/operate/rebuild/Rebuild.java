package org.datawarp.operate.rebuild;

import java.io.IOException;

/** A rebuild of one store from an earlier one. What it needs was found out before. */
public interface Rebuild {

    /** Prints what would be rebuilt from what, and what cannot be. */
    void show();

    /** Whether anything would be rebuilt. */
    boolean isNeeded();

    /** Whether everything that it needs is there. */
    boolean isComplete();

    /** Rebuilds the store, and reports its progress. When it is interrupted, the next one continues. */
    void run() throws IOException, InterruptedException;

    /** The result of {@link #run} and the next step, in words. */
    String outcome();
}
