package org.datawarp.streams.release;

/**
 * One reason why a release is held, for a person to act on.
 *
 * @param where the dataset, column, file or sheet that it is about
 * @param found what is there
 * @param expected what should be
 * @param advice what to do
 */
public record HoldReason(HoldCode code, String where, String found, String expected, String advice) {

    /** {@code too-many-rejected, ae_provider: found ..., expected ...; do ...}. */
    @Override
    public String toString() {
        return "%s, %s: found %s, expected %s; %s".formatted(code, where, found, expected, advice);
    }
}
