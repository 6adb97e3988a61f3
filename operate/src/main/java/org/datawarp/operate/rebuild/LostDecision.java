package org.datawarp.operate.rebuild;

import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.row.ReleaseOpened;
import org.jspecify.annotations.Nullable;

/**
 * Something that PostgreSQL decided and does not know any more.
 *
 * @param commit what is known of it; null of an attempt that was held, or brought nothing new, or whose promotion nobody
 *     noted
 * @param raw the raw rows that it was about; null when it is an undoing, or when no topic holds them whole
 */
record LostDecision(@Nullable Commit commit, RawIndex.@Nullable Run raw) {

    /** The run that was promoted, or that names the undoing. */
    String run() {
        return commit == null ? opened().run() : commit.run();
    }

    boolean isUndoing() {
        return commit != null && commit.undoes() != null;
    }

    /** The version of the manifest that it was decided on with. */
    String manifestVersion() {
        return commit == null ? opened().manifestVersion() : commit.manifestVersion();
    }

    private ReleaseOpened opened() {
        if (raw == null) {
            throw new IllegalStateException("A decision is about raw rows, or is known");
        }
        return raw.opened();
    }

    /** Publication and release, in words. */
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
