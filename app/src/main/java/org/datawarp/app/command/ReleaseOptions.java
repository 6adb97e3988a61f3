package org.datawarp.app.command;

import java.util.List;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The loaded releases that a command applies to. */
final class ReleaseOptions {

    @Option(names = "--release", paramLabel = "<release>", description = "One release, such as 2025-03.")
    private @Nullable String release;

    @Option(names = "--from", paramLabel = "<release>", description = "The first release, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "<release>", description = "The last release, inclusive.")
    private @Nullable String to;

    /** @return the oldest first, at least one */
    List<ReleaseStatus> choose(ReleaseStore store, PublicationManifest manifest) {
        List<ReleaseStatus> all = store.finished(manifest.name());
        int first = from == null ? 0 : indexOf(all, from);
        int last = to == null ? all.size() - 1 : indexOf(all, to);
        List<ReleaseStatus> chosen = all.subList(first, Math.max(first, last + 1)).stream()
                .filter(status -> release == null || status.release().value().equals(release))
                .toList();
        if (chosen.isEmpty()) {
            throw new UserException(
                    ExitCode.PROBLEM,
                    "Found no loaded release of %s among those named: ./datawarp status shows them"
                            .formatted(manifest.name()));
        }
        return chosen;
    }

    private static int indexOf(List<ReleaseStatus> all, String release) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).release().value().equals(release)) {
                return i;
            }
        }
        throw new UserException(ExitCode.INVALID, "There is no loaded release %s".formatted(release));
    }
}
