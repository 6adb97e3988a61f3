package org.datawarp.producers;

import java.util.Optional;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Which releases of a publication to fetch, how closely to check them, and whether to send unchanged releases again.
 *
 * @param only the one release; empty for all
 */
public record ReleaseChoice(Optional<ReleaseName> only, Unchanged unchanged, Revisions revisions) {

    /** Everything that has changed. */
    public static final ReleaseChoice CHANGED = new ReleaseChoice(Optional.empty(), Unchanged.LEAVE);

    /** Everything that has changed, as far as the pages and the files of the newest releases show. */
    public static final ReleaseChoice RECENT =
            new ReleaseChoice(Optional.empty(), Unchanged.LEAVE, Revisions.OF_THE_NEWEST);

    /** New releases, as far as the pages that may hold the newest releases show: for checks every few seconds. */
    public static final ReleaseChoice NEWEST =
            new ReleaseChoice(Optional.empty(), Unchanged.LEAVE, Revisions.ON_THE_NEWEST_PAGES);

    /** Publishers correct recent releases in place; they publish corrections of older ones at another address. */
    static final int ASKED = 2;

    /** What happens to a release that has not changed since it was last sent. */
    public enum Unchanged {
        LEAVE,
        PUBLISH_AGAIN
    }

    /** For which releases each file is checked for a replacement at the same address. */
    public enum Revisions {
        OF_ALL,
        OF_THE_NEWEST,
        /** And pages of older releases are not read. */
        ON_THE_NEWEST_PAGES
    }

    /** Checks all releases for revisions. */
    public ReleaseChoice(Optional<ReleaseName> only, Unchanged unchanged) {
        this(only, unchanged, Revisions.OF_ALL);
    }

    boolean includes(ReleaseName release) {
        return only.isEmpty() || only.get().equals(release);
    }

    /** How many of the newest releases are checked for revisions. */
    int asked(int releases) {
        return revisions == Revisions.OF_ALL ? releases : Math.min(releases, ASKED);
    }
}
