package org.datawarp.streams.replay;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.postgres.DatabaseSettings;
import org.datawarp.streams.postgres.ReleaseReplay;
import org.datawarp.streams.postgres.ReleaseStatus;
import org.datawarp.streams.postgres.ReleaseStore;
import org.datawarp.streams.postgres.ReplayPreview;

/**
 * Applies manifests to releases again, from the raw topic: nothing is fetched, other releases and live loading go on.
 * Used by one thread.
 */
public final class Replays {

    private final DatabaseSettings database;
    private final Map<String, Object> kafka;
    private final EventLog events;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param kafka client properties */
    public Replays(DatabaseSettings database, Map<String, Object> kafka, EventLog events, InstantSource clock) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Shows a release's raw messages.
     *
     * @throws org.datawarp.streams.postgres.ReplayRefusedException when the raw topic does not hold them
     */
    public void read(ReleaseStatus release, RawVisitor visitor) {
        new RawRun(release, new ReleaseStore(database).rawRanges(release.run()), kafka).read(visitor);
    }

    /**
     * What a manifest would make of a release, beside what is visible. Writes nothing.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections told of each row or cell that does not fit
     */
    public ReplayPreview preview(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        return replay(release, manifest, rejections, ReleaseReplay::preview);
    }

    /**
     * Has a release be what a manifest makes of it: promotes it, or holds it again.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections told of each row or cell that does not fit
     * @return the new attempt
     */
    public ReleaseStatus apply(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        return replay(release, manifest, rejections, replay -> replay.decide(events));
    }

    private <T> T replay(
            ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections, Function<ReleaseReplay, T> end) {
        RawRun raw = new RawRun(release, new ReleaseStore(database).rawRanges(release.run()), kafka);
        try (ReleaseReplay replay = ReleaseReplay.begin(database, release, manifest, newRun(), clock)) {
            LayoutFinder finder = new LayoutFinder(manifest, release.period().end());
            AppliedSheets sheets = new AppliedSheets(replay, finder, rejections);
            raw.read(sheets);
            replay.close(sheets.closed());
            return end.apply(replay);
        }
    }

    private String newRun() {
        return "%016x".formatted(random.nextLong());
    }
}
