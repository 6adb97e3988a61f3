package org.datawarp.streams.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.PastAttempt;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.RawRange;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;

/**
 * Applies attempts again that the database has lost, from the raw topic. Call it in the order in which they were applied,
 * while no loader runs. Used by one thread.
 */
public final class LostAttempts {

    private final DatabaseSettings database;
    private final Map<String, Object> kafka;

    /** @param kafka client properties */
    public LostAttempts(DatabaseSettings database, Map<String, Object> kafka) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * What is known of an attempt.
     *
     * @param run its name
     * @param stagedAt when its rows were complete
     * @param appliedAt when it was promoted or held
     */
    public record Times(String run, Instant stagedAt, Instant appliedAt) {}

    /**
     * Applies an attempt again.
     *
     * @param raw the run whose raw rows it read, as the topic has it
     * @param ranges where these are
     * @param manifest the one that they were read with
     * @return the result: held, if the checks of today say so
     * @throws ReplayRefusedException when a later attempt is found, or the raw rows are not; nothing is changed then
     */
    public ReleaseStatus apply(ReleaseOpened raw, List<RawRange> ranges, Manifest manifest, Times times) {
        Instant[] now = {times.stagedAt()};
        boolean isOwn = raw.run().equals(times.run());
        PastAttempt past = new PastAttempt(
                isOwn ? null : raw.run(), isOwn ? raw.openedAt() : times.stagedAt(), isOwn ? ranges : List.of());
        ReleaseStatus source = ReleaseStatus.of(raw);
        // Its events were recorded when it happened.
        try (AttemptTransaction transaction = AttemptTransaction.open(database, event -> {}, () -> now[0])) {
            ReleaseAttempt attempt = transaction.begin(source, manifest, times.run(), past);
            // Its rejections are in their topic since it was first applied.
            AppliedSheets sheets = new AppliedSheets(
                    attempt, new LayoutFinder(manifest, raw.period().end()), rejection -> {});
            new RawRun(source, ranges, kafka).read(sheets);
            attempt.close(sheets.closed());
            now[0] = times.appliedAt();
            attempt.apply();
            return transaction.commit().get(0);
        }
    }
}
