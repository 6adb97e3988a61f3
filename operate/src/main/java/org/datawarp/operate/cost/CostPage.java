package org.datawarp.operate.cost;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.datawarp.operate.cost.Estimate.Line;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.sinks.object.StoreWait;

/** The report on the size and the cost of the store, for people and for programs. */
public final class CostPage {

    private static final double GIGABYTE = R2Price.STORED.unit();
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTE = 1e3;

    private final Estimate estimate;

    CostPage(Estimate estimate) {
        this.estimate = estimate;
    }

    /** Whether publishing waits for its budget. */
    public boolean waits() {
        return !estimate.waits().isEmpty();
    }

    /** Writes one JSON object, for programs. */
    public void printJson(PrintWriter out) {
        out.println(CostJson.text(estimate));
        out.flush();
    }

    /** Prints the report for a person. */
    public void print(PrintWriter out) {
        out.printf("%s%n%n", heading());
        out.print(lines());
        out.printf(
                "%nEstimated for %s: %s US dollars, by the prices of %s (%s).%n",
                named(), dollars(estimate.dollars()), R2Price.SOURCE, R2Price.AS_OF);
        estimate.dominating().forEach(said -> out.println(capital(said) + "."));
        warn(out);
        out.printf("%nIn the bucket%n%n");
        out.print(contents());
        if (!estimate.publications().isEmpty()) {
            out.printf("%nReleases until the end of the month, and what one usually takes%n%n");
            out.print(releases());
        }
        out.printf("%n%s", howEstimated());
        out.flush();
    }

    private String named() {
        return estimate.month().getMonth().getDisplayName(TextStyle.FULL, Locale.UK) + " "
                + estimate.month().getYear();
    }

    private String heading() {
        String noted = estimate.notedAt()
                .map(at -> "calls counted until %s ago"
                        .formatted(CalendarEntry.inWords(Duration.between(at, estimate.now()))))
                .orElse("no sink has noted its calls yet");
        return "%s (UTC), day %d of %d; %s."
                .formatted(
                        named(),
                        estimate.now().atOffset(ZoneOffset.UTC).getDayOfMonth(),
                        estimate.month().lengthOfMonth(),
                        noted);
    }

    private TextTable lines() {
        TextTable table = new TextTable(
                List.of(
                        Side.LEFT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT,
                        Side.RIGHT),
                List.of("", "so far", "upkeep", "releases", "at the end", "free", "of it", "budget", "US dollars"));
        for (Line line : estimate.lines().values()) {
            table.add(List.of(
                    Estimate.word(line.what()),
                    amount(line.what(), line.used()),
                    "+" + amount(line.what(), line.upkeep()),
                    (line.releases() < 0 ? "-" : "+") + amount(line.what(), Math.abs(line.releases())),
                    amount(line.what(), line.atEnd()),
                    amount(line.what(), line.what().free()),
                    "%.1f %%".formatted(100.0 * line.atEnd() / line.what().free()),
                    line.budget().map(most -> amount(line.what(), most)).orElse("none"),
                    dollars(line.dollars())));
        }
        return table;
    }

    private void warn(PrintWriter out) {
        for (StoreWait wait : estimate.waits()) {
            out.printf("%nPublishing waits, since %s: %s.%n%s%n", wait.since(), wait, BudgetAdvice.of(wait.what()));
        }
        for (Line line : estimate.beyondBudget()) {
            out.printf(
                    "%nThe budget of %s will be reached before the end of the month, if the estimate holds: publishing will wait.%n%s%n",
                    Estimate.word(line.what()), BudgetAdvice.of(line.what()));
        }
    }

    private TextTable contents() {
        TextTable table =
                new TextTable(List.of(Side.LEFT, Side.RIGHT, Side.RIGHT), List.of("what", "objects", "stored"));
        for (BucketContents.Kind kind : BucketContents.Kind.values()) {
            BucketContents.Amount amount = estimate.contents().amount(kind);
            table.add(List.of(kind.words(), "%,d".formatted(amount.objects()), amount(R2Price.STORED, amount.bytes())));
        }
        return table;
    }

    private TextTable releases() {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT),
                List.of("publication", "releases", "known from", "adds", "rewrites", "class A", "class B", "measured"));
        for (Estimate.Publication publication : estimate.publications()) {
            ReleaseHabit habit = publication.habit();
            table.add(List.of(
                    publication.expected().publication().value(),
                    "%.1f".formatted(publication.expected().number()),
                    publication.expected().from(),
                    bytes(habit.addedBytes()),
                    bytes(habit.rewrittenBytes()),
                    "%.0f".formatted(habit.classA()),
                    "%.0f".formatted(habit.classB()),
                    measured(habit)));
        }
        return table;
    }

    private static String measured(ReleaseHabit habit) {
        if (habit.equals(ReleaseHabit.NONE)) {
            return "nothing is published";
        }
        return habit.from() == 0 ? "guessed: none since the first load" : "%d version(s)".formatted(habit.from());
    }

    private static String howEstimated() {
        return """
                So far: calls counted by the sinks, without those of the Worker and of commands. Upkeep: the sink's hourly checks and notes, and its metrics. Releases: the expected ones, at the average of the latest ones. Stored: what is there now and what releases add, priced as if it had been there all month. Allowances belong to the account: other buckets use them too. See docs/costs.md for more.
                """;
    }

    private static String amount(R2Price what, long amount) {
        return what == R2Price.STORED ? bytes((double) amount) : "%,d".formatted(amount);
    }

    /** Amounts in R2's units: a GB is a billion bytes. */
    private static String bytes(double bytes) {
        double size = Math.abs(bytes);
        if (size >= GIGABYTE) {
            return "%.2f GB".formatted(bytes / GIGABYTE);
        }
        return size >= MEGABYTE ? "%.1f MB".formatted(bytes / MEGABYTE) : "%.0f kB".formatted(bytes / KILOBYTE);
    }

    private static String dollars(BigDecimal dollars) {
        return dollars.setScale(2, RoundingMode.UP).toPlainString();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
