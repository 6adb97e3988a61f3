package org.datawarp.operate.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.datawarp.author.proposal.MendedManifest;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
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

    /** @return the new attempt at the release; empty when what it changes was not agreed to, and nothing was changed */
    Optional<ReleaseStatus> replay(ReleaseStatus release, MendedManifest mended, Predicate<ReplayPreview> agreed)
            throws IOException {
        try {
            return replays.applyIf(
                    release,
                    mended.after().manifest(),
                    topics::publish,
                    preview -> agreed.test(preview) && putInForce(mended));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    /** @return the new attempts; empty when one was not agreed to, and nothing was changed */
    List<ReleaseStatus> replayTogether(
            List<ReleaseStatus> releases, MendedManifest mended, BiPredicate<ReleaseStatus, ReplayPreview> agreed)
            throws IOException {
        Manifest manifest = mended.after().manifest();
        try (Replays.Together together = replays.together()) {
            for (ReleaseStatus release : releases) {
                together.stage(release, manifest, topics::publish);
            }
            if (!together.promoteIf(agreed)) {
                return List.of();
            }
            write(mended);
            topics.publish(mended.after());
            return together.commit();
        }
    }

    private boolean putInForce(MendedManifest mended) {
        try {
            write(mended);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        topics.publish(mended.after());
        return true;
    }

    private void write(MendedManifest mended) throws IOException {
        PublicationManifest after = mended.after();
        Path folder = manifests.resolve(after.name().value());
        if (mended.isChanged()) {
            after.checkReaders(manifests);
        }
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
