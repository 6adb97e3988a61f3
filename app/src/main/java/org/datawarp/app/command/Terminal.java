package org.datawarp.app.command;

import java.io.PrintWriter;
import org.datawarp.app.progress.ProgressDisplay;

/** Whether a person watches, and how wide. The launcher knows: Java itself cannot tell on every version. */
final class Terminal {

    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    static boolean isWatched() {
        return Boolean.getBoolean("datawarp.terminal");
    }

    static int columns() {
        return Integer.getInteger("datawarp.columns", USUAL_COLUMNS);
    }

    /** A bar for a person, lines for a file. */
    static ProgressDisplay progress(PrintWriter out) {
        return isWatched() ? ProgressDisplay.bar(out, columns()) : ProgressDisplay.lines(out);
    }
}
