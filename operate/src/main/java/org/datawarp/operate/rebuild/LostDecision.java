package org.datawarp.operate.rebuild;

import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.row.ReleaseOpened;
import org.jspecify.annotations.Nullable;

/**
 * A decision that PostgreSQL made and has lost.
 *
 * @param commit what is known about it; null for an attempt that was held, or brought nothing new, or whose promotion
 *     was not noted
 * @param raw the raw rows that it applied to; null for a rollback, or when no topic holds all of them
 */
record LostDecision(@Nullable Commit commit, RawIndex.@Nullable Run raw) {

    /** The run that was promoted, or that names the rollback. */
    String run() {
        return commit == null ? opened().run() : commit.run();
    }

    boolean isUndoing() {
        return commit != null && commit.undoes() != null;
    }

    /** The version of the manifest that the decision used. */
    String manifestVersion() {
        return commit == null ? opened().manifestVersion() : commit.manifestVersion();
    }

    private ReleaseOpened opened() {
        if (raw == null) {
            throw new IllegalStateException("A decision is about raw rows, or is known");
        }
        return raw.opened();
    }

    /** The publication and the release, in words. */
    String words() {
        return commit == null
                ? "%s %s".formatted(opened().publication(), opened().release())
                : "%s %s".formatted(commit.publication(), commit.release());
    }

    long rows() {
        return raw == null ? 0 : raw.rows();
    }

    long bytes() {
        return raw == null ? 0 : raw.bytes();
    }
}
