package org.datawarp.operate.repair;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.datawarp.author.proposal.MendedManifest;
import org.datawarp.operate.release.Published;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.replay.Replays;

/** Applies a mended manifest to a release of a DataWarp that runs, until everybody sees it. Closed by its owner. */
public final class Mending implements AutoCloseable {

    private final PrintWriter out;
    private final Published published;
    private final MendedTopics topics;
    private final Replays replays;
    private final ReleasedHold releasedHold;

    private Mending(Settings settings, PrintWriter out, Published published, MendedTopics topics, Replays replays) {
        this.out = out;
        this.published = published;
        this.topics = topics;
        this.replays = replays;
        this.releasedHold = new ReleasedHold(settings.manifests(), replays, topics);
    }

    /** @param out where it is told how releases end */
    public static Mending of(Settings settings, Endpoints endpoints, EventLog events, PrintWriter out) {
        var database = endpoints.database(DatabaseRole.WRITER);
        Map<String, Object> kafka = endpoints.kafkaProperties();
        Replays replays =
                new Replays(database.settings(), kafka, new ArchivedFiles(settings), events, InstantSource.system());
        return new Mending(
                settings,
                out,
                Published.of(endpoints),
                new MendedTopics(kafka, records(settings), InstantSource.system()),
                replays);
    }

    /** Of the archive that belongs to the data directory. */
    static ReleaseRecords records(Settings settings) {
        return ReleaseRecords.in(settings.dataDirectory().resolve("archive"));
    }

    Replays replays() {
        return replays;
    }

    ReleaseStore releases() {
        return published.releases();
    }

    /** What a manifest would make of a release. */
    ReplayPreview preview(ReleaseStatus release, MendedManifest mended) {
        return replays.preview(release, mended.after().manifest(), rejection -> {});
    }

    /** @return whether the release is visible now */
    boolean release(ReleaseStatus release, MendedManifest mended) throws IOException, InterruptedException {
        return follow(List.of(releasedHold.release(release, mended)), mended);
    }

    /**
     * Applies a manifest to a release, if what that changes is agreed to; does not wait until everybody sees it.
     *
     * @return the new attempt at the release; empty when it was not agreed to
     */
    Optional<ReleaseStatus> replay(ReleaseStatus release, MendedManifest mended, Predicate<ReplayPreview> agreed)
            throws IOException {
        return releasedHold.replay(release, mended, agreed);
    }

    /** Tells of releases that the manifest was applied to, once everybody sees them. */
    Following following(MendedManifest mended) {
        return new Following(published.watch(List.of(mended.after())), out);
    }

    /**
     * Applies a manifest to releases that become visible together, if what that changes is agreed to of each.
     *
     * @return whether it was, and they are visible now
     */
    boolean replayTogether(
            List<ReleaseStatus> releases, MendedManifest mended, BiPredicate<ReleaseStatus, ReplayPreview> agreed)
            throws IOException, InterruptedException {
        List<ReleaseStatus> decided = releasedHold.replayTogether(releases, mended, agreed);
        return !decided.isEmpty() && follow(decided, mended);
    }

    private boolean follow(List<ReleaseStatus> decided, MendedManifest mended)
            throws IOException, InterruptedException {
        Following following = following(mended);
        decided.forEach(following::add);
        return following.finish();
    }

    @Override
    public void close() {
        topics.close();
        published.close();
    }
}
