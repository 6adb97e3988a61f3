package org.datawarp.streams.release;

import java.util.Locale;

/** Where an attempt to load a release stands. */
public enum ReleaseState {
    /** Its rows are arriving. */
    LOADING,
    /** Visible. */
    PROMOTED,
    /** Complete, and all of it was visible before. */
    UNCHANGED,
    /** Complete, but not good: see its reasons. Nothing of it is visible. */
    HELD,
    /** A later attempt took its place before it was promoted. */
    SUPERSEDED,
    /** It was visible, until somebody went back to what was before it. */
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReleaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
