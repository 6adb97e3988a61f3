package org.datawarp.producers;

import java.util.Optional;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Which releases of a publication are fetched, how closely they are looked at, and whether those that have not changed are
 * published once more.
 *
 * @param only the one release; empty for all
 */
public record ReleaseChoice(Optional<ReleaseName> only, Unchanged unchanged, Revisions revisions) {

    /** Whatever has changed. */
    public static final ReleaseChoice CHANGED = new ReleaseChoice(Optional.empty(), Unchanged.LEAVE);

    /** Whatever has changed, as far as the pages and the files of the newest releases tell. */
    public static final ReleaseChoice RECENT =
            new ReleaseChoice(Optional.empty(), Unchanged.LEAVE, Revisions.OF_THE_NEWEST);

    /** What is new, as far as the pages tell that may hold the newest releases: for those who look every few seconds. */
    public static final ReleaseChoice NEWEST =
            new ReleaseChoice(Optional.empty(), Unchanged.LEAVE, Revisions.ON_THE_NEWEST_PAGES);

    /** Publishers correct what is new; what is older, they publish under another address. */
    static final int ASKED = 2;

    /** What happens to a release that is as it was when last published. */
    public enum Unchanged {
        LEAVE,
        PUBLISH_AGAIN
    }

    /** Of which releases each file is asked whether it was replaced under its address. */
    public enum Revisions {
        OF_ALL,
        OF_THE_NEWEST,
        /** And pages of older ones are not read. */
        ON_THE_NEWEST_PAGES
    }

    /** Asks for revisions of all. */
    public ReleaseChoice(Optional<ReleaseName> only, Unchanged unchanged) {
        this(only, unchanged, Revisions.OF_ALL);
    }

    boolean includes(ReleaseName release) {
        return only.isEmpty() || only.get().equals(release);
    }

    /** How many of so many releases, the newest, are asked for revisions. */
    int asked(int releases) {
        return revisions == Revisions.OF_ALL ? releases : Math.min(releases, ASKED);
    }
}
