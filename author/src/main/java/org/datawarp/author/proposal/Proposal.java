package org.datawarp.author.proposal;

import java.util.List;
import org.datawarp.schemas.name.DatasetName;

/**
 * A change of a dataset's manifest with which a release that the publisher changed can be read again.
 *
 * @param expected what the manifest says
 * @param found what the release has
 * @param evidence why they are the same, for a person to judge
 * @param confidence from 0 to 1
 */
public record Proposal(
        Drift drift,
        DatasetName dataset,
        String expected,
        String found,
        List<String> evidence,
        double confidence,
        DatasetEdit edit) {

    /** From this confidence on, a change may be made without a question. */
    static final double CERTAIN = 0.75;

    public Proposal {
        evidence = List.copyOf(evidence);
    }

    public boolean isCertain() {
        return confidence >= CERTAIN;
    }

    /** Whether both say the same, so that one of them is enough. */
    public boolean isSameAs(Proposal other) {
        return drift == other.drift
                && dataset.equals(other.dataset)
                && expected.equals(other.expected)
                && found.equals(other.found);
    }
}
