package org.datawarp.app.progress;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/**
 * Shows progress: a bar that stays on one line on a terminal, a line for each step elsewhere. Safe for several threads.
 */
public final class ProgressDisplay implements EventLog, AutoCloseable {

    private static final int BAR_WIDTH = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final int columns;
    private boolean bars;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> finished = new TreeSet<>();
    private long rows;
    private String latest = "";
    private boolean closed;
    private boolean changesOnly;

    private ProgressDisplay(PrintWriter out, boolean bars, int columns) {
        this.out = out;
        this.bars = bars;
        this.columns = columns;
    }

    /** Prints a line for each step. */
    public static ProgressDisplay lines(PrintWriter out) {
        return new ProgressDisplay(out, false, 0);
    }

    /**
     * A bar on a terminal.
     *
     * @param columns of the terminal: a longer line could not be erased
     */
    public static ProgressDisplay bar(PrintWriter out, int columns) {
        return new ProgressDisplay(out, true, columns);
    }

    /** Also passes each event to another log. */
    public EventLog and(EventLog other) {
        return event -> {
            record(event);
            other.record(event);
        };
    }

    @Override
    public synchronized void record(Event event) {
        count(event);
        String text = text(event);
        boolean news = !changesOnly || event.type() != EventType.RELEASE_UNCHANGED;
        if (closed || !news || text.isEmpty() || text.equals(latest)) {
            return;
        }
        latest = text;
        if (bars) {
            String bar = bar();
            out.print(CLEAR_LINE + bar.substring(0, Math.min(bar.length(), columns - 1)));
        } else {
            out.println(text);
        }
        out.flush();
    }

    private void count(Event event) {
        String release = event.publication() + " " + event.release();
        switch (event.type()) {
            case RELEASE_FOUND, RELEASE_SEEN -> found.add(release);
            case RELEASE_UNCHANGED, RELEASE_HELD, RELEASE_PROMOTED -> finished.add(release);
            case SHEET_PUBLISHED -> rows += event.number(Fact.ROWS);
            default -> {
                // Steps of a release that its start and end count already, and events that concern no release.
            }
        }
    }

    private String bar() {
        int done = found.isEmpty() ? 0 : BAR_WIDTH * finished.size() / found.size();
        return "%s%s %d of %d releases, %,d rows read · %s"
                .formatted(
                        "█".repeat(Math.min(done, BAR_WIDTH)),
                        "░".repeat(Math.max(BAR_WIDTH - done, 0)),
                        finished.size(),
                        found.size(),
                        rows,
                        latest);
    }

    /** One step in words; empty for steps that are only counted, or that the command itself reports. */
    private static String text(Event event) {
        Map<Fact, String> facts = event.facts();
        String release = event.publication() + " " + event.release();
        return switch (event.type()) {
            case ROLE_STARTED,
                    ROLE_STOPPED,
                    ROLE_FAILED,
                    PAGE_REJECTED,
                    RELEASE_FOUND,
                    RELEASE_SEEN,
                    RELEASE_FAILED,
                    SHEET_PUBLISHED,
                    RELEASE_STAGED,
                    ROWS_REJECTED,
                    DATASET_CHANGED,
                    TRANSACTION_CAPTURED -> "";
            case FILE_FETCHED -> "fetched    %s: %s".formatted(release, facts.getOrDefault(Fact.FILE, ""));
            case FILE_REPLACED ->
                "replaced   %s: %s has other bytes under the same address".formatted(release, event.fact(Fact.FILE));
            case RELEASE_LATE, RELEASE_MISSING, PUBLICATION_DISCONTINUED -> absent(event, release);
            case FILE_REJECTED ->
                "rejected   %s: %s: %s"
                        .formatted(release, facts.getOrDefault(Fact.FILE, ""), facts.getOrDefault(Fact.MESSAGE, ""));
            case FETCH_PAUSED -> paused(event, release);
            case FETCH_RESUMED -> "continuing %s, after %s s".formatted(release, facts.getOrDefault(Fact.SECONDS, "?"));
            case PUBLISHING_PAUSED -> "waiting    to publish: " + event.fact(Fact.WAITS_FOR);
            case PUBLISHING_RESUMED -> "continuing to publish, after %s s".formatted(event.fact(Fact.SECONDS));
            case SHEET_REPEATED -> "taken once %s: %s".formatted(release, event.fact(Fact.MESSAGE));
            case OBJECT_DAMAGED -> "damaged    " + event.fact(Fact.MESSAGE);
            case RELEASE_PUBLISHED -> "read       %s: %s rows".formatted(release, facts.getOrDefault(Fact.ROWS, "?"));
            case RELEASE_PROMOTED -> promoted(facts, release);
            case RELEASE_UNCHANGED -> "unchanged  " + release;
            case RELEASE_HELD ->
                "held       %s: %s".formatted(release, firstLine(facts.getOrDefault(Fact.MESSAGE, "")));
            case RELEASE_ROLLED_BACK -> "rolled back  " + release;
            case CATALOG_COMMITTED -> "published  catalogue version " + facts.getOrDefault(Fact.VERSION, "?");
        };
    }

    private static String promoted(Map<Fact, String> facts, String release) {
        return "promoted   %s: %s new, %s changed, %s gone"
                .formatted(
                        release,
                        facts.getOrDefault(Fact.INSERTED, "?"),
                        facts.getOrDefault(Fact.UPDATED, "?"),
                        facts.getOrDefault(Fact.DELETED, "?"));
    }

    private static String absent(Event event, String release) {
        return switch (event.type()) {
            case RELEASE_LATE -> "late       %s: expected %s".formatted(release, event.fact(Fact.EXPECTED));
            case RELEASE_MISSING -> "missing    %s: expected %s".formatted(release, event.fact(Fact.EXPECTED));
            default ->
                "discontinued  %s: nothing since %s"
                        .formatted(event.publication(), event.facts().getOrDefault(Fact.LATEST, "?"));
        };
    }

    private static String paused(Event event, String release) {
        return "waiting    %s: %s; since %s"
                .formatted(
                        release,
                        event.fact(Fact.WAITS_FOR).replace("\n", "; "),
                        event.at().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The other reasons are in the report and in {@code datawarp status}. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** Prints a line of its own. The bar returns with the next step. */
    public synchronized void say(String line) {
        out.println((bars && !closed ? CLEAR_LINE : "") + line);
        out.flush();
    }

    /** Removes the bar and shows nothing until {@link #showChanges}. */
    public synchronized void pause() {
        close();
    }

    /** From now on, prints a line for each step of a change, and nothing when a check finds no change. */
    public synchronized void showChanges() {
        bars = false;
        closed = false;
        changesOnly = true;
    }

    /** Removes the bar. Later events are not shown. */
    @Override
    public synchronized void close() {
        if (bars && !closed) {
            out.print(CLEAR_LINE);
            out.flush();
        }
        closed = true;
    }
}
