package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.operate.release.Published;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.replay.Replays;

/**
 * The services of a running DataWarp through which a manifest is applied to releases again. Used by one thread, and closed
 * by its owner.
 */
public final class ReplaySession implements AutoCloseable {

    private final Path manifests;
    private final PrintWriter out;
    private final Published published;
    private final ReplayTopics topics;
    private final Replays replays;

    private ReplaySession(
            Settings settings, PrintWriter out, Published published, ReplayTopics topics, Replays replays) {
        this.manifests = settings.manifests();
        this.out = out;
        this.published = published;
        this.topics = topics;
        this.replays = replays;
    }

    /** @param out where the results of releases are printed */
    public static ReplaySession of(Settings settings, Endpoints endpoints, EventLog events, PrintWriter out) {
        var database = endpoints.database(DatabaseRole.WRITER);
        Map<String, Object> kafka = endpoints.kafkaProperties();
        Replays replays =
                new Replays(database.settings(), kafka, new ArchivedFiles(settings), events, InstantSource.system());
        return new ReplaySession(
                settings,
                out,
                Published.of(endpoints),
                new ReplayTopics(kafka, records(settings), InstantSource.system()),
                replays);
    }

    /** Of the archive that belongs to the data directory. */
    public static ReleaseRecords records(Settings settings) {
        return ReleaseRecords.in(settings.dataDirectory().resolve("archive"));
    }

    public Replays replays() {
        return replays;
    }

    public ReleaseStore releases() {
        return published.releases();
    }

    /** Shows what a manifest would change in a release. */
    ReplayPreview preview(ReleaseStatus release, ChangedManifest changed) {
        return replays.preview(release, changed.after().manifest(), rejection -> {});
    }

    /** Stages an attempt at a release with the changed manifest; its rejections are sent to their topic. */
    public ReleaseAttempt stage(AttemptTransaction transaction, ReleaseStatus release, ChangedManifest changed) {
        return replays.stage(transaction, release, changed.after().manifest(), topics::send);
    }

    /**
     * Writes the changed manifest to its folder and sends it to its topic. May be interrupted at any moment: repeating it
     * completes it.
     *
     * @throws IOException when the folder's texts are not those that were changed
     */
    public void putInForce(ChangedManifest changed) throws IOException {
        PublicationManifest after = changed.after();
        if (changed.isChanged()) {
            write(changed, manifests.resolve(after.name().value()));
        }
        topics.send(after);
    }

    private void write(ChangedManifest changed, Path folder) throws IOException {
        PublicationManifest after = changed.after();
        after.checkReaders(manifests);
        if (!ManifestText.in(folder).equals(changed.before().text())) {
            throw new IOException(
                    "Cannot write the manifest of %s: found other texts in %s than when it was read; try again"
                            .formatted(after.name(), folder));
        }
        for (String file : changed.changedFiles()) {
            Path next = folder.resolve("." + file + ".part");
            Files.writeString(next, after.text().files().get(file));
            Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Reports releases that the manifest was applied to, once the catalogue shows them. */
    public ReleaseFollower follower(ChangedManifest changed) {
        return new ReleaseFollower(published.watch(List.of(changed.after())), out);
    }

    /** @return whether the catalogue shows all of them */
    public boolean follow(List<ReleaseStatus> applied, ChangedManifest changed)
            throws IOException, InterruptedException {
        ReleaseFollower follower = follower(changed);
        applied.forEach(follower::add);
        return follower.finish();
    }

    @Override
    public void close() {
        topics.close();
        published.close();
    }
}
