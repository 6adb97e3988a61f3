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
 * The expected releases of one publication.
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
     * The entries of several publications, ordered by their next expected release.
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

    /** What to expect of a publication now, based on the releases that were seen. */
    public static Outlook outlook(Publication publication, List<Seen> seen, Duration halfWindow, Instant now) {
        return ReleaseCalendar.of(publication, Looks.sightings(seen), halfWindow)
                .at(now);
    }

    /** How far to look ahead, and the smallest width of windows. */
    public record Ahead(Duration ahead, Duration halfWindow) {}

    /** The publisher's time zone. */
    public ZoneId zone() {
        return publication.schedule().zone();
    }

    /** Every release that is or was expected and is not there, the oldest first. */
    public List<Expectation> expected() {
        List<Expectation> all = new ArrayList<>(outlook.missing());
        outlook.late().stream().filter(late -> !all.contains(late)).forEach(all::add);
        all.addAll(upcoming);
        return all;
    }

    /** The state of an expected release. */
    public enum Standing {
        /** A later release, or its expected time, has overtaken it. */
        MISSING,
        /** It should be there. */
        LATE,
        /** It may appear at any moment. */
        DUE,
        /** Its time has not come. */
        EXPECTED
    }

    /** The state of one of {@link #expected}. */
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
     * Releases of {@link #expected} in the same state.
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

    /**
     * What to report of {@link #expected}: all missing releases as one group, since there may be many, and every other
     * one separately.
     */
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

    /** The source of the date on which a release is expected. */
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
