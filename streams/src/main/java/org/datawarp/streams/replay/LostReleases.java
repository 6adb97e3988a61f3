package org.datawarp.streams.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.promotion.LostAttempt;
import org.datawarp.streams.promotion.ReleaseReplay;
import org.datawarp.streams.release.RawRange;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;

/**
 * Decides once more on attempts that the database has lost, each in one transaction, from the raw topic. To be asked for
 * in the order in which they were decided on, while no loader runs. Used by one thread.
 */
public final class LostReleases {

    private final DatabaseSettings database;
    private final Map<String, Object> kafka;

    /** @param kafka client properties */
    public LostReleases(DatabaseSettings database, Map<String, Object> kafka) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * What is known of a decision.
     *
     * @param run of the attempt that was decided on
     * @param stagedAt when it was complete
     * @param decidedAt when it was decided on
     */
    public record Decision(String run, Instant stagedAt, Instant decidedAt) {}

    /**
     * Has an attempt be what it was.
     *
     * @param raw the run whose raw rows it read, as the topic has it
     * @param ranges where these stand
     * @param manifest the one that they were read with
     * @return how it ended: held, if the checks of today say so
     * @throws ReplayRefusedException when a later attempt is there, or the raw rows are not; nothing is changed then
     */
    public ReleaseStatus decide(ReleaseOpened raw, List<RawRange> ranges, Manifest manifest, Decision decision) {
        Instant[] now = {decision.stagedAt()};
        InstantSource clock = () -> now[0];
        boolean isOwn = raw.run().equals(decision.run());
        LostAttempt lost = new LostAttempt(
                decision.run(),
                isOwn ? null : raw.run(),
                isOwn ? raw.openedAt() : decision.stagedAt(),
                isOwn ? ranges : List.of(),
                clock);
        ReleaseStatus source = ReleaseStatus.of(raw);
        try (ReleaseReplay replay = ReleaseReplay.begin(database, source, manifest, lost)) {
            LayoutFinder finder = new LayoutFinder(manifest, raw.period().end());
            // What does not fit was told when it came; its topic has it.
            AppliedSheets sheets = new AppliedSheets(replay, finder, rejection -> {});
            new RawRun(source, ranges, kafka).read(sheets);
            replay.close(sheets.closed());
            now[0] = decision.decidedAt();
            return replay.decide(event -> {});
        }
    }
}
