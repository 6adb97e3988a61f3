package org.datawarp.producers.discover;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.Vintage;

/**
 * A link to data, with its period.
 *
 * @param preference the place of its glob in the manifest's list, from 0: the lower, the better
 */
record Candidate(PageLink link, Period period, int preference) {

    /** Whether this one is loaded instead of the other, when both hold the same data. */
    boolean isBetterThan(Candidate other) {
        return preference != other.preference
                ? preference < other.preference
                : SameData.VERSION_ORDER.compare(link, other.link) > 0;
    }

    FileLink toFileLink() {
        String heading = link.headings().isEmpty() ? "" : link.headings().get(0);
        String ofName = Vintage.find(link.name().replace('_', ' ').replace('-', ' '));
        String vintage = ofName.isEmpty() ? Vintage.find(link.text()) : ofName;
        return new FileLink(link.address(), link.name(), link.text(), heading, link.page(), period, vintage);
    }

    /** Drops and reports candidates that hold the same data as a better one, and returns the others. */
    static List<Candidate> withoutDoubles(List<Candidate> sameRelease, List<SkippedLink> skipped) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : sameRelease) {
            Candidate rival = kept.stream()
                    .filter(other -> SameData.is(candidate.link, other.link))
                    .findFirst()
                    .orElse(null);
            if (rival == null) {
                kept.add(candidate);
            } else if (candidate.isBetterThan(rival)) {
                kept.set(kept.indexOf(rival), candidate);
                skipped.add(rival.insteadOf(candidate));
            } else {
                skipped.add(candidate.insteadOf(rival));
            }
        }
        return kept;
    }

    private SkippedLink insteadOf(Candidate better) {
        return new SkippedLink(
                link.address(),
                link.name(),
                SkippedLink.Reason.SAME_DATA,
                "%s is not loaded: %s of release %s has the same name except for format or version; to load both, list them in mode explicit"
                        .formatted(link.name(), better.link.name(), period.label()));
    }
}
