package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** For commands that show first what they would do, and then ask a person. */
final class ConsentOptions {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    /** What is done once it is agreed to. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Does it, if there is anything to do and a person agrees.
     *
     * @param isNeeded whether there is
     * @param what would be done, in words that follow "whether to"
     * @return false when a person did not agree
     */
    boolean carryOut(PrintWriter out, boolean isNeeded, String what, Work work)
            throws IOException, InterruptedException {
        boolean onlyShows = dryRun || !isNeeded;
        boolean isAgreed = !onlyShows && (yes || Terminal.agrees(what));
        if (isAgreed) {
            work.run();
        } else {
            out.println("Nothing was changed.");
        }
        return onlyShows || isAgreed;
    }
}
