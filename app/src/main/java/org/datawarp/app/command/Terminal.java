package org.datawarp.app.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.platform.text.Screen;

/** How commands communicate with a person at a terminal. */
final class Terminal {

    private Terminal() {}

    /** A bar on a terminal, lines in a file. */
    static ProgressDisplay progress(PrintWriter out) {
        return Screen.isWatched() ? ProgressDisplay.bar(out, Screen.columns()) : ProgressDisplay.lines(out);
    }

    /**
     * Asks a person whether to continue.
     *
     * @param what would be done, worded to follow "whether to"
     * @throws UserException when there is no terminal to answer on
     */
    static boolean agrees(String what) {
        if (!Screen.isWatched()) {
            throw new UserException(
                    ExitCode.INVALID, "Cannot ask whether to %s: there is no terminal; add --yes.".formatted(what));
        }
        Console console = Objects.requireNonNull(System.console(), "A terminal has a console");
        String question = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return console.readLine("%s? [y/N] ", question).strip().equalsIgnoreCase("y");
    }
}
