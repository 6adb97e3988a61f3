package org.datawarp.schemas.status;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datawarp.schemas.catalog.PublicAddress;
import org.jspecify.annotations.Nullable;

/**
 * The status of one publication.
 *
 * @param state of its calendar, in lower case: {@code quiet}, {@code due}, {@code late}, ...; see {@code docs/schedule.md}
 * @param latestRelease the newest that was seen; null when none was
 * @param lookedAt when its page was last read; null when it never was
 * @param stages when a release of it last passed each stage, by the stage's word
 * @param expected releases that are due or expected: first all missing releases as one entry, then the others, oldest
 *     first
 * @param held releases that are not published
 */
public record PublicationStatus(
        String publication,
        String title,
        String publisher,
        String landingPage,
        String state,
        @Nullable String latestRelease,
        @Nullable Instant lookedAt,
        SortedMap<String, Instant> stages,
        List<Expected> expected,
        List<Held> held) {

    public PublicationStatus {
        landingPage = PublicAddress.of(landingPage);
        stages = new TreeMap<>(stages);
        expected = List.copyOf(expected);
        held = List.copyOf(held);
    }

    /**
     * A release that is expected, or all missing releases.
     *
     * @param release the first of them
     * @param lastRelease the last of them; null when it is one
     * @param releases how many there are
     * @param standing {@code expected}, {@code due}, {@code late} or {@code missing}
     * @param at the usual time on the usual day of the first
     * @param daysEarly how many days before it may appear
     * @param daysLate how many days after it may appear
     * @param basis how that is known, in words
     */
    public record Expected(
            String release,
            @Nullable String lastRelease,
            int releases,
            String standing,
            Instant at,
            int daysEarly,
            int daysLate,
            String basis) {}

    /**
     * A release that is held.
     *
     * @param since when it failed its checks
     */
    public record Held(String release, String vintage, Instant since, List<Reason> reasons) {

        public Held {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Why it is held.
     *
     * @param code stable: {@code too-many-rejected}
     * @param dataset the one that is meant; empty for none, or for all
     * @param words for a person
     */
    public record Reason(String code, String dataset, String words) {}

    PublicationStatus withoutLook() {
        return new PublicationStatus(
                publication, title, publisher, landingPage, state, latestRelease, null, stages, expected, held);
    }
}
