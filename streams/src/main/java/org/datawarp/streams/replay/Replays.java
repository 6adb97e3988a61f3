package org.datawarp.streams.replay;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.promotion.ReleaseReplay;
import org.datawarp.streams.promotion.ReplayTransaction;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;

/**
 * Applies manifests to releases again, from the raw topic: nothing is fetched, other releases and live loading go on.
 * Used by one thread.
 */
public final class Replays {

    private final DatabaseSettings database;
    private final Map<String, Object> kafka;
    private final RawSource archive;
    private final EventLog events;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param kafka client properties
     * @param archive asked for what the raw topic does not hold any more
     */
    public Replays(
            DatabaseSettings database,
            Map<String, Object> kafka,
            RawSource archive,
            EventLog events,
            InstantSource clock) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
        this.archive = archive;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Shows a release's raw messages.
     *
     * @throws ReplayRefusedException when neither the raw topic nor the archive holds them
     */
    public void read(ReleaseStatus release, RawVisitor visitor) {
        boolean[] began = {false};
        try {
            new RawRun(release, new ReleaseStore(database).rawRanges(release.run()), kafka)
                    .read((key, message, checksum) -> {
                        began[0] = true;
                        visitor.visit(key, message, checksum);
                    });
        } catch (ReplayRefusedException missing) {
            if (began[0]) {
                throw missing;
            }
            archive.read(release, missing, visitor);
        }
    }

    /**
     * What a manifest would make of a release, beside what is visible. Writes nothing.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections told of each row or cell that does not fit
     */
    public ReplayPreview preview(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        try (ReleaseReplay replay = begin(release, manifest, rejections)) {
            return replay.preview();
        }
    }

    /**
     * Has a release be what a manifest makes of it: promotes it, or holds it again.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections told of each row or cell that does not fit
     * @return the new attempt
     */
    public ReleaseStatus apply(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        try (ReleaseReplay replay = begin(release, manifest, rejections)) {
            return replay.decide(events);
        }
    }

    /**
     * Has a release be what a manifest makes of it, if what that changes is agreed to: its rows are read, and compared with
     * those that are visible, once for both.
     *
     * @param rejections told of each row or cell that does not fit, before that is asked
     * @param agreed asked while no other release of the same datasets can be promoted: not to wait for a person
     * @return the new attempt; empty when it was not agreed to
     */
    public Optional<ReleaseStatus> applyIf(
            ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections, Predicate<ReplayPreview> agreed) {
        try (ReleaseReplay replay = begin(release, manifest, rejections)) {
            return replay.decideIf(agreed, events);
        }
    }

    private ReleaseReplay begin(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        ReleaseReplay replay = ReleaseReplay.begin(database, release, manifest, newRun(), clock);
        try {
            fill(replay, release, manifest, rejections);
            return replay;
        } catch (RuntimeException e) {
            replay.close();
            throw e;
        }
    }

    private void fill(ReleaseReplay replay, ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        LayoutFinder finder = new LayoutFinder(manifest, release.period().end());
        AppliedSheets sheets = new AppliedSheets(replay, finder, rejections);
        read(release, sheets);
        replay.close(sheets.closed());
    }

    /**
     * Several releases that become visible together. All are staged before the first of them is decided on, so that other
     * releases of their datasets wait for the decisions alone. See {@link #together}.
     */
    public final class Together implements AutoCloseable {

        private final ReplayTransaction transaction = ReplayTransaction.begin(database, clock);
        private final Map<ReleaseStatus, ReleaseReplay> staged = new LinkedHashMap<>();

        private Together() {}

        /**
         * Applies a manifest to one more release.
         *
         * @param rejections told of each row or cell that does not fit
         */
        public void stage(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
            ReleaseReplay replay = transaction.next(release, manifest, newRun());
            fill(replay, release, manifest, rejections);
            staged.put(release, replay);
        }

        /**
         * Promotes what was staged, in that order, if what each changes is agreed to.
         *
         * @return whether it was of all; if not, nothing must be committed
         */
        public boolean promoteIf(BiPredicate<ReleaseStatus, ReplayPreview> agreed) {
            for (Map.Entry<ReleaseStatus, ReleaseReplay> next : staged.entrySet()) {
                if (!agreed.test(next.getKey(), next.getValue().preview())) {
                    return false;
                }
                transaction.promote(next.getValue());
            }
            return true;
        }

        /** Makes all of them visible, in one transaction and one catalogue version. */
        public List<ReleaseStatus> commit() {
            return transaction.commit(events);
        }

        /** Undoes what was not committed. */
        @Override
        public void close() {
            transaction.close();
        }
    }

    /** Begins to apply manifests to several releases at once. */
    public Together together() {
        return new Together();
    }

    private String newRun() {
        return "%016x".formatted(random.nextLong());
    }
}
