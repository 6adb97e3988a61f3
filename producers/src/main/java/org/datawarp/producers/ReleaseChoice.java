package org.datawarp.producers;

import java.util.Optional;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Which releases of a publication are fetched, and whether those that have not changed are published once more.
 *
 * @param only the one release; empty for all
 */
public record ReleaseChoice(Optional<ReleaseName> only, Unchanged unchanged) {

    /** Whatever has changed. */
    public static final ReleaseChoice CHANGED = new ReleaseChoice(Optional.empty(), Unchanged.LEAVE);

    /** What happens to a release that is as it was when last published. */
    public enum Unchanged {
        LEAVE,
        PUBLISH_AGAIN
    }

    boolean includes(ReleaseName release) {
        return only.isEmpty() || only.get().equals(release);
    }
}
