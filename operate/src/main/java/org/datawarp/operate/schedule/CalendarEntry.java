package org.datawarp.operate.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.producers.schedule.Expectation;
import org.datawarp.producers.schedule.Outlook;
import org.datawarp.producers.schedule.ReleaseCalendar;
import org.datawarp.schemas.manifest.Publication;

/**
 * What is expected of one publication.
 *
 * @param upcoming its next releases, in order
 * @param lastSeen its newest release; empty when none was seen
 * @param watch how it is watched; empty when it never was
 */
public record CalendarEntry(
        Publication publication,
        Outlook outlook,
        List<Expectation> upcoming,
        Optional<Seen> lastSeen,
        Optional<Watch> watch) {

    public CalendarEntry {
        upcoming = List.copyOf(upcoming);
    }

    /**
     * Makes the entry of a publication.
     *
     * @param seen its releases that were seen
     * @param ahead how far to look
     */
    public static CalendarEntry of(
            Publication publication, List<Seen> seen, Optional<Watch> watch, Instant now, Ahead ahead) {
        ReleaseCalendar calendar = ReleaseCalendar.of(publication, Looks.sightings(seen), ahead.halfWindow());
        Optional<Seen> last = seen.stream().max((one, other) -> one.period().compareTo(other.period()));
        return new CalendarEntry(
                publication, calendar.at(now), calendar.upcoming(now, now.plus(ahead.ahead())), last, watch);
    }

    /**
     * The entries of several, those first of which a release is expected first.
     *
     * @param store what was seen of them
     */
    public static List<CalendarEntry> of(List<Publication> publications, WatchStore store, Instant now, Ahead ahead) {
        List<Watch> watches = store.watches();
        List<CalendarEntry> entries = new ArrayList<>();
        for (Publication publication : publications) {
            Optional<Watch> watch = watches.stream()
                    .filter(one -> one.publication().equals(publication.name()))
                    .findFirst();
            entries.add(of(publication, store.sightings(publication.name()), watch, now, ahead));
        }
        entries.sort(Comparator.comparing(entry -> entry.expected().stream()
                .map(expected -> expected.at().toInstant())
                .findFirst()
                .orElse(Instant.MAX)));
        return entries;
    }

    /** What is to be expected of a publication now, from its releases that were seen. */
    public static Outlook outlook(Publication publication, List<Seen> seen, Duration halfWindow, Instant now) {
        return ReleaseCalendar.of(publication, Looks.sightings(seen), halfWindow)
                .at(now);
    }

    /** How far to look, and how wide windows are at least. */
    public record Ahead(Duration ahead, Duration halfWindow) {}

    /** Where the publisher's clocks hang. */
    public ZoneId zone() {
        return publication.schedule().zone();
    }

    /** Everything that is or was expected and is not there, the oldest first. */
    public List<Expectation> expected() {
        List<Expectation> all = new ArrayList<>(outlook.missing());
        outlook.late().stream().filter(late -> !all.contains(late)).forEach(all::add);
        all.addAll(upcoming);
        return all;
    }

    /** How an expected release stands. */
    public enum Standing {
        /** A later one, or the time of a later one, has overtaken it. */
        MISSING,
        /** It should be there. */
        LATE,
        /** It may appear any moment. */
        DUE,
        /** Its time has not come. */
        EXPECTED
    }

    /** How one of {@link #expected} stands. */
    public Standing standing(Expectation expected, Instant now) {
        if (outlook.missing().contains(expected)) {
            return Standing.MISSING;
        }
        if (outlook.late().contains(expected)) {
            return Standing.LATE;
        }
        return expected.opens().isAfter(now) ? Standing.EXPECTED : Standing.DUE;
    }

    /**
     * Releases of {@link #expected} that stand alike.
     *
     * @param releases all that are missing, or one; never empty, in order
     */
    public record Awaited(Standing standing, List<Expectation> releases) {

        public Awaited {
            releases = List.copyOf(releases);
        }

        public Expectation first() {
            return releases.get(0);
        }

        public Expectation last() {
            return releases.get(releases.size() - 1);
        }
    }

    /** What people are told of {@link #expected}: all that are missing as one, for they may be many; the others each. */
    public List<Awaited> awaited(Instant now) {
        List<Expectation> missing = new ArrayList<>();
        List<Awaited> others = new ArrayList<>();
        for (Expectation one : expected()) {
            Standing standing = standing(one, now);
            if (standing == Standing.MISSING) {
                missing.add(one);
            } else {
                others.add(new Awaited(standing, List.of(one)));
            }
        }
        if (!missing.isEmpty()) {
            others.add(0, new Awaited(Standing.MISSING, missing));
        }
        return others;
    }

    /** From what it is known when a release is expected. */
    public static String basis(Expectation expected) {
        return switch (expected.basis()) {
            case ANNOUNCED -> "announced";
            case GIVEN -> "given";
            case LEARNED -> "learned from %d releases".formatted(expected.releases());
        };
    }

    /** A length in its largest unit. */
    public static String inWords(Duration length) {
        if (length.toDays() > 1) {
            return length.toDays() + " days";
        }
        if (length.toHours() > 1) {
            return length.toHours() + " hours";
        }
        return length.toMinutes() > 1 ? length.toMinutes() + " minutes" : Math.max(length.toSeconds(), 0) + " seconds";
    }
}
