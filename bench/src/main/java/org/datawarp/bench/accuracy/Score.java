package org.datawarp.bench.accuracy;

import java.io.PrintWriter;
import java.util.Locale;
import org.datawarp.bench.accuracy.Check.Outcome;
import org.datawarp.bench.accuracy.Truth.TrueSheet;

/** Adds up the results of sheets, and prints each at once. Used by one thread. */
final class Score {

    private final PrintWriter out;
    private long right;
    private long counted;
    private int missed;
    private int surplus;

    Score(PrintWriter out) {
        this.out = out;
    }

    void add(Truth truth, TrueSheet sheet, SheetScore score) {
        right += score.right();
        counted += score.counted();
        missed += score.missed();
        surplus += score.surplus();
        String name = sheet.sheet().equals("*") ? "" : " › " + sheet.sheet();
        out.printf("%s %s%s: %d of %d%n", truth.name(), truth.file(), name, score.right(), score.counted());
        for (Check check : score.checks()) {
            if (check.outcome() == Outcome.WRONG) {
                out.printf("  miss: %s: %s%n", check.about(), check.explanation());
            } else if (check.outcome() == Outcome.NOT_CHECKED) {
                out.printf("  not checked: %s: %s%n", check.about(), check.explanation());
            }
        }
    }

    /** A remark about a whole file that explains its misses. */
    void say(Truth truth, String sentence) {
        out.printf("%s %s: %s%n", truth.name(), truth.file(), sentence);
    }

    /** In percent; without checks, nothing is shown. */
    double percent() {
        return counted == 0 ? 0 : 100.0 * right / counted;
    }

    void printSum() {
        out.printf(
                Locale.ROOT,
                "%nScore: %.1f %% (%d of %d checks). Tables missed: %d. False tables: %d.%n",
                percent(),
                right,
                counted,
                missed,
                surplus);
        out.flush();
    }
}
