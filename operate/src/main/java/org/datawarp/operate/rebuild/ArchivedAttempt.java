package org.datawarp.operate.rebuild;

import java.util.List;
import java.util.Optional;
import org.datawarp.producers.publish.FetchedFile;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;

/**
 * An attempt whose rows were sent, as the archive records it.
 *
 * @param manifest the manifest that it was opened with; empty when the archive does not hold it
 * @param files its files that the archive holds intact
 * @param inTopic which part of it the raw topic holds
 */
record ArchivedAttempt(
        ReleaseOpened opened, Optional<ManifestText> manifest, List<FetchedFile> files, Presence inTopic) {

    ArchivedAttempt {
        files = List.copyOf(files);
    }

    /** Which part of an attempt is there. */
    enum Presence {
        WHOLE,
        PART,
        NONE
    }

    boolean isToBePublished() {
        return inTopic != Presence.WHOLE && lacks().isEmpty();
    }

    /** The reason why it cannot be sent again; empty when there is none, or it need not be sent. */
    Optional<String> lacks() {
        if (inTopic == Presence.WHOLE) {
            return Optional.empty();
        }
        if (manifest.isEmpty()) {
            return Optional.of(
                    "found no manifest of the version %s in the archive, expected the one that it was read with"
                            .formatted(opened.manifestVersion()));
        }
        return opened.files().stream()
                .filter(file -> files.stream().noneMatch(there -> there.file().equals(file)))
                .findFirst()
                .map(ArchivedAttempt::lacking);
    }

    private static String lacking(PublishedFile file) {
        return "%s is not in the archive with the digest %s and %,d bytes"
                .formatted(file.name(), file.digest(), file.bytes());
    }

    long bytes() {
        return opened.files().stream().mapToLong(PublishedFile::bytes).sum();
    }
}
