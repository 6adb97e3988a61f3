package org.datawarp.app.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.datawarp.app.progress.ProgressDisplay;

/**
 * Whether the output is a terminal, and how wide it is. The launcher passes it on: not every version of Java can find
 * out.
 */
final class Terminal {

    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    static boolean isWatched() {
        return Boolean.getBoolean("datawarp.terminal");
    }

    static int columns() {
        return Integer.getInteger("datawarp.columns", USUAL_COLUMNS);
    }

    /** A bar on a terminal, lines in a file. */
    static ProgressDisplay progress(PrintWriter out) {
        return isWatched() ? ProgressDisplay.bar(out, columns()) : ProgressDisplay.lines(out);
    }

    /**
     * Asks a person whether to continue.
     *
     * @param what would be done, worded to follow "whether to"
     * @throws UserException when there is no terminal to answer on
     */
    static boolean agrees(String what) {
        if (!isWatched()) {
            throw new UserException(
                    ExitCode.INVALID, "Cannot ask whether to %s: there is no terminal; add --yes.".formatted(what));
        }
        Console console = Objects.requireNonNull(System.console(), "A terminal has a console");
        String question = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return console.readLine("%s? [y/N] ", question).strip().equalsIgnoreCase("y");
    }
}
