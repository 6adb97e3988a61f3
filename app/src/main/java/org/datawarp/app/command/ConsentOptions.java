package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Options of commands that first show what they would do, and then ask a person. */
final class ConsentOptions {

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    /** The action to take after a person agrees. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Takes the action, if there is anything to do and a person agrees.
     *
     * @param isNeeded whether there is anything to do
     * @param what would be done, worded to follow "whether to"
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
