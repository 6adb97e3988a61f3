package org.datawarp.app.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.streams.postgres.ReleaseStatus;
import org.datawarp.streams.replay.Replays;

/**
 * Carries out a repair: writes the manifest, publishes it, and applies it to the held release. Each step may be cut off;
 * the next repair then goes on from what is there.
 */
final class ReleasedHold {

    private final Path manifests;
    private final Replays replays;
    private final MendedTopics topics;

    /** @param manifests the folder with one folder a publication */
    ReleasedHold(Path manifests, Replays replays, MendedTopics topics) {
        this.manifests = manifests;
        this.replays = replays;
        this.topics = topics;
    }

    /** @return the new attempt at the release: promoted, unchanged, or held again */
    ReleaseStatus release(ReleaseStatus held, MendedManifest mended) throws IOException {
        write(mended);
        topics.publish(mended.after());
        return replays.apply(held, mended.after().manifest(), topics::publish);
    }

    private void write(MendedManifest mended) throws IOException {
        PublicationManifest after = mended.after();
        Path folder = manifests.resolve(after.name().value());
        if (mended.isChanged()
                && !ManifestText.in(folder).equals(mended.before().text())) {
            throw new IOException(
                    "Cannot write the manifest of %s: found other texts in %s than when it was read; try again"
                            .formatted(after.name(), folder));
        }
        for (String file : mended.changedFiles()) {
            Path next = folder.resolve("." + file + ".part");
            Files.writeString(next, after.text().files().get(file));
            Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
