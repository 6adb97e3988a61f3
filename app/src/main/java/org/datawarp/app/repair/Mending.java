package org.datawarp.app.repair;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.datawarp.app.platform.DatabaseRole;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.Published;
import org.datawarp.app.platform.ReleaseWatch;
import org.datawarp.app.setting.Settings;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.streams.postgres.DatabaseSettings;
import org.datawarp.streams.postgres.HoldReason;
import org.datawarp.streams.postgres.ReleaseState;
import org.datawarp.streams.postgres.ReleaseStatus;
import org.datawarp.streams.postgres.ReleaseStore;
import org.datawarp.streams.postgres.ReplayPreview;
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
        Replays replays = new Replays(
                new DatabaseSettings(database.jdbcUrl(), database.user(), database.password()),
                kafka,
                new ArchivedFiles(settings),
                events,
                InstantSource.system());
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
     * Applies a manifest to a release, if what that changes is agreed to.
     *
     * @return whether it was, and the release is visible now
     */
    boolean replay(ReleaseStatus release, MendedManifest mended, Predicate<ReplayPreview> agreed)
            throws IOException, InterruptedException {
        Optional<ReleaseStatus> decided = releasedHold.replay(release, mended, agreed);
        return decided.isPresent() && follow(List.of(decided.get()), mended);
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
        ReleaseWatch watch = published.watch(List.of(mended.after()));
        decided.forEach(release -> watch.follow(release.run()));
        Publishing publishing = Publishing.begins();
        List<ReleaseWatch.Followed> ended = watch.await(() -> !publishing.isLate());
        boolean visible = ended.size() == decided.size();
        for (ReleaseWatch.Followed followed : ended) {
            visible &= tell(followed.status());
        }
        if (ended.size() < decided.size()) {
            Publishing.tellLate(
                    out,
                    "%d of %d releases are not seen by everybody yet"
                            .formatted(decided.size() - ended.size(), decided.size()));
        }
        return visible;
    }

    private boolean tell(ReleaseStatus now) {
        if (now.state() == ReleaseState.HELD) {
            out.printf("%n%s %s is held again, because%n", now.publication(), now.release());
            for (HoldReason reason : now.reasons()) {
                out.println("  " + reason);
            }
            return false;
        }
        out.printf(
                "%n%s %s is visible: %,d rows, %,d inserted, %,d updated, %,d deleted, %,d rejected; nothing was fetched.%n",
                now.publication(),
                now.release(),
                now.counts().rows(),
                now.counts().inserted(),
                now.counts().updated(),
                now.counts().deleted(),
                now.counts().rejected());
        return true;
    }

    @Override
    public void close() {
        topics.close();
        published.close();
    }
}
