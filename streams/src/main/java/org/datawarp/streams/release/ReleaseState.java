package org.datawarp.streams.release;

import java.util.Locale;

/** The state of an attempt to load a release. */
public enum ReleaseState {
    /** Its rows are arriving. */
    LOADING,
    /** Visible. */
    PROMOTED,
    /** Complete, and all of it was already visible. */
    UNCHANGED,
    /** Complete, but something looks wrong: see its reasons. Nothing of it is visible. */
    HELD,
    /** A later attempt took its place before it was promoted. */
    SUPERSEDED,
    /** It was visible, until it was rolled back. */
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReleaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
