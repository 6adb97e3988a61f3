package org.datawarp.author.proposal;

import java.util.List;
import org.datawarp.schemas.name.DatasetName;

/**
 * A change of a dataset's manifest that would read again what a publisher has changed.
 *
 * @param expected what the manifest says
 * @param found what the release has
 * @param evidence why the one is taken for the other, for a person to judge
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

    /** From here on a change may be taken without asking. */
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
