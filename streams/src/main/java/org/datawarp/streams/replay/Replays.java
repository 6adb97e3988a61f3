package org.datawarp.streams.replay;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;

/**
 * Applies manifests to releases again, from the raw topic. Nothing is fetched, and live loading continues.
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

    /** Begins a transaction for attempts that become visible together. */
    public AttemptTransaction begin() {
        return AttemptTransaction.open(database, events, clock);
    }

    /**
     * Applies a manifest to a release's raw rows and stages the result, as another attempt at the release.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections receives each row or cell that does not fit
     * @throws ReplayRefusedException when another replay of it is in progress, or its raw rows are not found
     */
    public ReleaseAttempt stage(
            AttemptTransaction transaction, ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        ReleaseAttempt attempt = transaction.begin(release, manifest, newRun());
        AppliedSheets sheets = new AppliedSheets(
                attempt, new LayoutFinder(manifest, release.period().end()), rejections);
        read(release, sheets);
        attempt.close(sheets.closed());
        return attempt;
    }

    /**
     * Shows the result of applying a manifest to a release, compared with the visible rows. Writes nothing.
     *
     * @param release an attempt at it, whose raw rows are read
     * @param rejections receives each row or cell that does not fit
     */
    public ReplayPreview preview(ReleaseStatus release, Manifest manifest, Consumer<Rejection> rejections) {
        try (AttemptTransaction transaction = begin()) {
            return stage(transaction, release, manifest, rejections).preview();
        }
    }

    private String newRun() {
        return "%016x".formatted(random.nextLong());
    }
}
