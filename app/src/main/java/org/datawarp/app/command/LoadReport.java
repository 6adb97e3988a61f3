package org.datawarp.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseOutcome;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * The result of each release that was found: a table printed at the end of loading, and below it what needs attention.
 */
final class LoadReport {

    private final List<PublicationOutcome> found;
    private final List<Followed> followed;
    private final List<String> unfetched;

    /**
     * Gathers the results.
     *
     * @param unfetched publications whose page could not be read, each a sentence
     */
    LoadReport(List<PublicationOutcome> found, List<Followed> followed, List<String> unfetched) {
        this.found = List.copyOf(found);
        this.followed = List.copyOf(followed);
        this.unfetched = List.copyOf(unfetched);
    }

    /** Whether nothing was rejected, held or failed. */
    boolean isAllWell() {
        return problems().isEmpty();
    }

    void print(PrintWriter out) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
                List.of("publication", "release", "state", "datasets", "rows", "rejected", "seconds"));
        for (Followed release : followed) {
            table.add(line(release));
        }
        if (!followed.isEmpty()) {
            out.println();
            out.print(table);
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            out.printf("%nNeeds attention:%n");
            problems.forEach(problem -> out.println("  " + problem));
        }
        out.flush();
    }

    private static List<String> line(Followed release) {
        return List.of(
                release.status().publication().value(),
                release.status().release().value(),
                state(release),
                Integer.toString(release.status().datasets().size()),
                "%,d".formatted(release.status().counts().rows()),
                "%,d".formatted(release.status().counts().rejected()),
                release.took().map(LoadReport::seconds).orElse(""));
    }

    /** A release that an earlier command promoted is unchanged. */
    private static String state(Followed release) {
        ReleaseState state = release.status().state();
        boolean before = release.took().isEmpty() && state == ReleaseState.PROMOTED;
        return (before ? ReleaseState.UNCHANGED : state).name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(Duration took) {
        return "%.1f".formatted(took.toMillis() / 1000.0);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(unfetched);
        for (PublicationOutcome publication : found) {
            publication.skipped().stream()
                    .filter(link -> link.reason() == SkippedLink.Reason.NO_PERIOD)
                    .forEach(link -> problems.add("%s: %s".formatted(publication.publication(), link.message())));
            publication.unreadable().forEach(page -> problems.add(publication.publication() + ": " + page));
            for (ReleaseOutcome release : publication.releases()) {
                release.problems()
                        .forEach(problem -> problems.add(
                                "%s %s: %s".formatted(publication.publication(), release.release(), problem)));
            }
        }
        for (Followed release : followed) {
            if (release.status().state() == ReleaseState.HELD) {
                problems.add(held(release.status()));
            }
            long rejected = release.status().counts().rejected();
            if (rejected > 0) {
                problems.add("%s %s: %,d rows rejected, see: ./datawarp tap datawarp.rejected.%s"
                        .formatted(
                                release.status().publication(),
                                release.status().release(),
                                rejected,
                                release.status().publication()));
            }
        }
        return problems;
    }

    /** The first reason, since the others often follow from it. */
    private static String held(ReleaseStatus release) {
        int more = release.reasons().size() - 1;
        return "held %s %s: %s%s"
                .formatted(
                        release.publication(),
                        release.release(),
                        release.reasons().isEmpty()
                                ? "no reason is given"
                                : release.reasons().get(0),
                        more > 0 ? " (and %d more, see: ./datawarp status)".formatted(more) : "");
    }
}
